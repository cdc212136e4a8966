import { DAY, toHex } from "#protocol/index.js";
import { type Opinions, opinion, unless } from "../opinion.ts";
import { isOwn } from "../texts.ts";

interface Whom {
  readonly person: number;
}

interface Joining {
  readonly invitation: number;
  readonly key: Uint8Array;
  readonly recovery: Uint8Array;
}

/** What the auditor thinks of who comes, goes and vouches. */
export const peopleOpinions: Opinions = {
  "membership/invite": opinion<{ readonly uses: number; readonly until: number }>({
    isWhole: false,
    objection: ({ members, rules }, { author, input, now }) =>
      unless(
        [members.isMember(author), "only members invite"],
        [input.uses > 0 && input.until > now, "it can serve somebody"],
        [input.until <= now + rules.figure("invitation-days-max") * DAY, "it is too long"],
        [input.uses <= rules.figure("invitation-uses-max"), "it is too wide"],
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
        [members.isMember(row.by), "anyone who invited is gone"],
        [members.growth.hasRoom(row.by), "too many applications are open"],
        [!people.isKnown(input.key), "the key is somebody's"],
        [!people.isKnown(input.recovery), "the recovery key is somebody's"],
      );
    },
    apply({ invitations, members, people }, { input: { invitation, key, recovery }, now }) {
      const row = invitations.get(invitation);
      if (row !== undefined) invitations.set(invitation, { ...row, used: row.used + 1 });
      members.apply(people.register({ device: key, recovery }, now), row?.by, now);
    },
  }),
  "membership/apply": opinion<object>({
    isWhole: true,
    objection({ members }, { author, now }) {
      const status = members.standing(author)?.status ?? "left";
      if (status === "left") {
        const inviter = members.chargedFor(author);
        const hasRoom = inviter === 0 || members.growth.hasRoom(inviter);
        return unless([hasRoom, "too many applications are open"]);
      }
      const isDue = status === "applicant" && members.isAdmissible(author, now);
      return unless([isDue, "they are here"]);
    },
    apply({ members }, { author, now }) {
      if (members.standing(author)?.status !== "applicant") {
        members.apply(author, undefined, now);
      }
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
    objection({ members, people: { keys } }, { author, device, now }) {
      const { notices } = keys;
      const status = members.standing(author)?.status ?? "left";
      const isNow = status === "applicant" || notices.isSecond(author, device, now);
      return unless(
        [status !== "left", "they are gone"],
        [isNow || !notices.given.has(author), "they leave already"],
        [isNow || notices.mayGive(author, device, now), "it was called off lately"],
      );
    },
    apply({ members, people: { keys } }, { author, device, now }) {
      const isMember = members.isMember(author);
      if (isMember && !keys.notices.isSecond(author, device, now)) {
        keys.notices.give(author, device, now);
      } else members.leave(author, now);
    },
  }),
  "membership/stay": opinion<object>({
    isWhole: true,
    objection: ({ people: { keys } }, { author }) =>
      unless([keys.notices.given.has(author), "they do not leave"]),
    apply: ({ people: { keys } }, { author, device, now }) =>
      keys.notices.callOff(author, device, now),
  }),
  "membership/hand-over-places": opinion<{ readonly person: number; readonly places: number }>({
    isWhole: true,
    objection({ members }, { author, input: { person, places }, now }) {
      const { growth } = members;
      return unless(
        [members.isMember(author) && members.isMember(person), "both are members"],
        [growth.isPhase(now), "no phase runs"],
        [places > 0 && places <= growth.ownPlaces(author, now), "they have not as many"],
        [growth.treeOf(person, now) !== author, "they spend the same"],
        [growth.placesOf(person, now) + places <= 65_535, "they would have too many"],
      );
    },
    apply: ({ members }, { author, input: { person, places }, now }) =>
      members.growth.handOver(author, person, places, now),
  }),
  "membership/call-hearing": opinion<{ readonly person: number; readonly reason: Uint8Array }>({
    isWhole: true,
    objection(books, { author, input: { person, reason }, now }) {
      const { members } = books;
      const { hearings, calls } = members.growth;
      const held = hearings.get(person);
      const called = calls.get(author);
      return unless(
        [members.isMember(author) && members.isMember(person), "both are members"],
        [author !== person, "it is themselves"],
        [isOwn(books, author, { name: toHex(reason), kind: "reason" }), "there is no reason"],
        [held === undefined || now >= held.at + 180 * DAY, "they are heard already"],
        [called === undefined || now >= called + 30 * DAY, "they called somebody lately"],
      );
    },
    apply({ members }, { author, input: { person, reason }, now }) {
      const hearing = { by: author, at: now, reason: toHex(reason), answer: "" };
      members.growth.hearings.set(person, hearing);
      members.growth.calls.set(author, now);
    },
  }),
  "membership/answer-hearing": opinion<{ readonly answer: Uint8Array }>({
    isWhole: true,
    objection(books, { author, input, now }) {
      const held = books.members.growth.hearings.get(author);
      const own = { name: toHex(input.answer), kind: "answer" };
      return unless(
        [held !== undefined && now < held.at + 180 * DAY, "nobody calls them"],
        [isOwn(books, author, own), "there is no answer"],
      );
    },
    apply({ members }, { author, input }) {
      const held = members.growth.hearings.get(author);
      if (held === undefined) return;
      members.growth.hearings.set(author, { ...held, answer: toHex(input.answer) });
    },
  }),
};
