import { DAY, toHex } from "#protocol/index.js";
import { type Opinions, opinion, unless } from "../opinion.ts";

interface Whom {
  readonly person: number;
}

interface Joining {
  readonly invitation: number;
  readonly key: Uint8Array;
  readonly recovery: Uint8Array;
}

interface Adding {
  readonly key: Uint8Array;
  readonly kind: string;
  readonly until: number;
}

const LIVE_MAX = 16;

const isLive = ({ until }: { readonly until: number }, now: number) => until === 0 || now < until;

/** What the auditor thinks of who comes, goes, vouches, and of their devices. */
export const peopleOpinions: Opinions = {
  "membership/invite": opinion<{ readonly uses: number; readonly until: number }>({
    isWhole: false,
    objection: ({ members, rules }, { author, input, now }) =>
      unless(
        [members.isMember(author), "only members invite"],
        [input.uses > 0 && input.until > now, "it can serve somebody"],
        [input.until <= now + rules.figure("invitation-days-max") * DAY, "it is too long"],
      ),
    apply({ invitations }, { author, input: { uses, until } }) {
      invitations.set(invitations.size + 1, { by: author, uses, until, used: 0 });
    },
  }),
  "membership/revoke-invitation": opinion<{ readonly invitation: number }>({
    isWhole: true,
    objection({ invitations }, { author, input, now }) {
      const row = invitations.get(input.invitation);
      if (row === undefined) return "there is no such invitation";
      return unless(
        [row.by === author, "it is somebody else's"],
        [now < row.until && row.used < row.uses, "it has ended"],
      );
    },
    apply({ invitations }, { input, now }) {
      const row = invitations.get(input.invitation);
      if (row !== undefined) invitations.set(input.invitation, { ...row, until: now });
    },
  }),
  "membership/join": opinion<Joining>({
    isWhole: false,
    objection({ invitations, members, people }, { input, now }) {
      const row = invitations.get(input.invitation);
      if (row === undefined) return "there is no such invitation";
      return unless(
        [now < row.until && row.used < row.uses, "the invitation has ended"],
        [members.isMember(row.by), "whoever invited is gone"],
        [!people.isKnown(input.key), "the key is somebody's"],
        [!people.isKnown(input.recovery), "the recovery key is somebody's"],
      );
    },
    apply({ invitations, members, people }, { input: { invitation, key, recovery }, now }) {
      const row = invitations.get(invitation);
      if (row !== undefined) invitations.set(invitation, { ...row, used: row.used + 1 });
      members.apply(people.register({ device: key, recovery }), now);
    },
  }),
  "membership/apply": opinion<object>({
    isWhole: true,
    objection({ members }, { author, now }) {
      const status = members.standing(author)?.status ?? "left";
      if (status === "left") return undefined;
      const isDue = status === "applicant" && members.isAdmissible(author, now);
      return unless([isDue, "they are here"]);
    },
    apply({ members }, { author, now }) {
      if (members.standing(author)?.status !== "applicant") members.apply(author, now);
      members.weigh(author, now);
    },
  }),
  "membership/vouch": opinion<Whom>({
    isWhole: true,
    objection: ({ members }, { author, input, now }) =>
      unless([members.mayVouch(author, input.person, now), "they may not vouch for them now"]),
    apply({ members }, { author, input, now }) {
      members.vouch(author, input.person, now);
      members.weigh(input.person, now);
    },
  }),
  "membership/withdraw-vouch": opinion<Whom>({
    isWhole: true,
    objection: ({ members }, { author, input, now }) =>
      unless([members.hasVouch(author, input.person, now), "there is no such vouch"]),
    apply: ({ members }, { author, input }) => members.withdraw(author, input.person),
  }),
  "membership/leave": opinion<object>({
    isWhole: true,
    objection({ members }, { author }) {
      const status = members.standing(author)?.status ?? "left";
      return unless([status !== "left", "they are gone"]);
    },
    apply: ({ members }, { author, now }) => members.leave(author, now),
  }),
  "identity/add-device": opinion<Adding>({
    isWhole: false,
    objection({ people }, { author, input, now }) {
      const live = people.devicesOf(author).filter((device) => isLive(device, now)).length;
      return unless(
        [!people.isKnown(input.key), `the key ${toHex(input.key)} is somebody's`],
        [input.until === 0 || input.until > now, "it has ended"],
        [live < LIVE_MAX, "there are too many"],
      );
    },
    apply: ({ people }, { author, input }) =>
      people.add(author, input.key, input.kind, input.until),
  }),
  "identity/revoke-device": opinion<{ readonly device: number }>({
    isWhole: true,
    objection({ people }, { author, input, now }) {
      const own = people.devicesOf(author);
      const device = own[input.device];
      return unless(
        [device !== undefined && isLive(device, now), "there is no such device"],
        [own.filter((one) => isLive(one, now)).length > 1, "it is the last"],
      );
    },
    apply: ({ people }, { author, input, now }) => people.end(author, input.device, now),
  }),
};
