import { notices, peopleCount } from "../identity/index.ts";
import type { Invariant } from "../kernel/room.ts";
import { countersOf, isMember } from "./standing.ts";
import { invitations, invitationsOf, members, vouches, vouchesFor } from "./types.ts";

/** The counts are what counting gives, and everybody who is counted is a person. */
export const countsAgree: Invariant = {
  name: "membership/counts-agree",
  broken(state, now) {
    const counted = { members: 0, applicants: 0, founders: 0 };
    for (const { key, row } of members.entries(state, [])) {
      if (key[0] === 0 || key[0] > peopleCount(state)) return `${key[0]} is not a person`;
      if (row.since > now || row.appliedAt > row.since) return `${key[0]} came before applying`;
      if (row.status === "applicant") counted.applicants += 1;
      if (row.status !== "member") continue;
      counted.members += 1;
      if (row.founder) counted.founders += 1;
    }
    const held = countersOf(state);
    const wrong = (["members", "applicants", "founders"] as const).find(
      (name) => held[name] !== counted[name],
    );
    return wrong && `${held[wrong]} ${wrong} are counted, ${counted[wrong]} are there`;
  },
};

/** Every vouch is in both directions alike, is of two people, and ends after it began. */
export const vouchesAgree: Invariant = {
  name: "membership/vouches-agree",
  broken(state, now) {
    let given = 0;
    for (const { key, row } of vouches.entries(state, [])) {
      const [from, to] = key;
      const back = vouchesFor.get(state, [to, from]);
      if (back?.at !== row.at || back.until !== row.until) return `${from} for ${to} differs`;
      if (from === to || row.at > now || row.until <= row.at) return `${from} for ${to} cannot be`;
      if (!members.has(state, [from]) || !members.has(state, [to])) return `${from}: a stranger`;
      given += 1;
    }
    const received = [...vouchesFor.entries(state, [])].length;
    return received === given ? undefined : `${given} are given, ${received} received`;
  },
};

/** Invitations run from 1 without a gap, and lists name their makers' own, with uses left. */
export const invitationsAgree: Invariant = {
  name: "membership/invitations-agree",
  broken(state) {
    let expected = 1;
    for (const { key, row } of invitations.entries(state, [])) {
      if (key[0] !== expected) return `invitation ${expected} is missing`;
      if (row.used > row.uses) return `invitation ${expected} was used too often`;
      expected += 1;
    }
    if (countersOf(state).invitations !== expected - 1) return "they are counted wrongly";
    for (const { key } of invitationsOf.entries(state, [])) {
      const row = invitations.get(state, [key[1]]);
      if (row?.by !== key[0] || row.used === row.uses) return `${key[1]} is listed wrongly`;
    }
    return undefined;
  },
};

/** Only members leave after a notice. */
export const leavingAgrees: Invariant = {
  name: "membership/leaving-agrees",
  broken(state) {
    for (const { key } of notices.entries(state, [])) {
      if (!isMember(state, key[0])) return `${key[0]} leaves, but is no member`;
    }
    return undefined;
  },
};
