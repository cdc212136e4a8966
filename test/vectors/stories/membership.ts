import { DAY } from "#protocol/index.js";
import { hashBy } from "#protocol/testing/deciding.js";
import { joinInput, type MadeInvitation } from "#protocol/testing/joining.js";
import { keyOf } from "#protocol/testing/test-keys.js";
import type { Narrator, Story } from "../recorder.ts";
import { publish } from "./deciding.ts";

const link = keyOf("link");

/** Somebody makes an invitation with the secret of the word `link`, numbered as told. */
function invite(narrator: Narrator, by: number, uses: number): void {
  const until = narrator.testLaw.now + 7 * DAY;
  narrator.act(by, "membership/invite", { key: link.publicKey, uses, until });
}

/** Somebody applies with the key of a word. */
function join(
  narrator: Narrator,
  word: string,
  invitation: MadeInvitation["invitation"],
  outcome?: string,
): void {
  const input = joinInput(narrator.testLaw, invitation, link, keyOf(word));
  narrator.join(word, "membership/join", input, outcome);
}

const standing = { at: 1_700_000_000_000, until: 1_790_000_000_000 };
const settled = { since: 1_680_000_000_000, founder: false, invitedBy: 1 };
const founder = { since: 1_680_000_000_000, founder: true, invitedBy: 0 };

/** What membership's vectors show. */
export const membershipStories: readonly Story[] = [
  {
    file: "membership/one-founder-admits-the-first-newcomers",
    name: "one founder with places for two invites three; one vouch admits each of two, and the phase is over",
    people: 1,
    founding: {
      membership: {
        members: [{ person: 1, ...founder }],
        vouches: [],
        phase: { days: 90, members: 3 },
      },
    },
    shows: ["membership", "identity"],
    tell(narrator) {
      invite(narrator, 1, 3);
      for (const word of ["newcomer 1", "newcomer 2", "newcomer 3"]) join(narrator, word, 1);
      join(narrator, "newcomer 4", 1, "membership/invitation-closed");
      narrator.act(1, "membership/vouch", { person: 2 });
      narrator.act(2, "membership/vouch", { person: 3 }, "membership/too-new-to-vouch");
      narrator.wait(60 * 60_000);
      narrator.act(2, "membership/vouch", { person: 3 });
      narrator.act(1, "membership/vouch", { person: 4 }, "membership/vouched-recently");
      narrator.act(
        3,
        "membership/hand-over-places",
        { person: 1, places: 1 },
        "membership/no-phase",
      );
      narrator.wait(60 * DAY);
    },
  },
  {
    file: "membership/places-are-handed-over",
    name: "a founder without places left gets one from another, and a vouch that waited admits",
    people: 2,
    founding: {
      membership: {
        members: [
          { person: 1, ...founder },
          { person: 2, ...founder },
        ],
        vouches: [],
        phase: { days: 20, members: 4 },
      },
    },
    shows: ["membership"],
    tell(narrator) {
      invite(narrator, 1, 2);
      join(narrator, "newcomer 1", 1);
      join(narrator, "newcomer 2", 1);
      narrator.act(1, "membership/vouch", { person: 3 });
      narrator.act(
        1,
        "membership/hand-over-places",
        { person: 2, places: 1 },
        "membership/no-places",
      );
      narrator.wait(5 * DAY);
      narrator.act(1, "membership/vouch", { person: 4 });
      narrator.act(
        2,
        "membership/hand-over-places",
        { person: 3, places: 2 },
        "membership/no-places",
      );
      narrator.act(2, "membership/hand-over-places", { person: 3, places: 1 });
      narrator.wait(1000);
    },
  },
  {
    file: "membership/more-than-the-pace-wait",
    name: "the fourth of a month has what is needed, waits for a place, and comes in by itself",
    people: 5,
    founding: {
      constitution: {
        charter: "00".repeat(32),
        parameters: [
          { parameter: "vouch-pace-days", value: 0 },
          { parameter: "vouches-needed", value: 2 },
        ],
        articles: [],
      },
    },
    shows: ["membership"],
    tell(narrator) {
      invite(narrator, 1, 4);
      for (const at of [1, 2, 3, 4]) join(narrator, `newcomer ${at}`, 1);
      for (const person of [6, 7, 8, 9]) {
        for (const from of [1, 2]) narrator.act(from, "membership/vouch", { person });
      }
      narrator.act(9, "membership/apply", {}, "membership/already-here");
      narrator.wait(30 * DAY);
    },
  },
  {
    file: "membership/heard-before-an-exclusion",
    name: "a member is told why others want to exclude them, and answers",
    people: 3,
    shows: ["membership"],
    tell(narrator) {
      const reason = { person: 3, reason: hashBy(1, "reason") };
      publish(narrator, 1, "reason", "reason");
      publish(narrator, 2, "his reason", "reason");
      publish(narrator, 3, "answer", "answer");
      narrator.act(
        3,
        "membership/answer-hearing",
        { answer: hashBy(3, "answer") },
        "membership/no-hearing",
      );
      narrator.act(
        1,
        "membership/call-hearing",
        { ...reason, person: 1 },
        "membership/not-for-yourself",
      );
      narrator.act(1, "membership/call-hearing", reason);
      const his = { person: 3, reason: hashBy(2, "his reason") };
      narrator.act(2, "membership/call-hearing", his, "membership/hearing-open");
      narrator.act(
        1,
        "membership/call-hearing",
        { ...reason, person: 2 },
        "membership/called-recently",
      );
      narrator.act(3, "membership/answer-hearing", { answer: hashBy(3, "answer") });
    },
  },
  {
    file: "membership/separate-ways-are-needed",
    name: "three vouches that all hang on one member admit nobody, one more way does",
    people: 6,
    founding: {
      constitution: {
        charter: "00".repeat(32),
        parameters: [{ parameter: "vouch-pace-days", value: 0 }],
        articles: [],
      },
      membership: {
        members: [
          { person: 1, ...founder },
          { person: 2, ...founder },
          ...[3, 4, 5, 6].map((person) => ({ person, ...settled })),
        ],
        vouches: [
          { from: 1, to: 3, ...standing },
          ...[4, 5, 6].map((to) => ({ from: 3, to, ...standing })),
        ],
      },
    },
    shows: ["membership"],
    tell(narrator) {
      invite(narrator, 3, 1);
      join(narrator, "newcomer 1", 1);
      for (const from of [4, 5, 6]) narrator.act(from, "membership/vouch", { person: 7 });
      narrator.act(2, "membership/vouch", { person: 6 });
      narrator.act(1, "membership/vouch", { person: 7 });
    },
  },
  {
    file: "membership/leaving-and-coming-back",
    name: "a founder leaves within seven days, an invitation of theirs closes, and they come back by the vouches that stand",
    people: 4,
    shows: ["membership"],
    tell(narrator) {
      for (const from of [1, 2, 3]) narrator.act(from, "membership/vouch", { person: 4 });
      invite(narrator, 4, 1);
      narrator.act(4, "membership/leave", {});
      narrator.act(4, "membership/leave", {}, "membership/leaving-already");
      narrator.wait(7 * DAY - 1);
      invite(narrator, 4, 1);
      narrator.wait(1);
      join(narrator, "newcomer 1", 2, "membership/invitation-closed");
      narrator.act(4, "membership/vouch", { person: 1 }, "membership/has-left");
      narrator.wait(DAY);
      narrator.act(4, "membership/apply", {});
      narrator.act(4, "membership/vouch", { person: 1 }, "membership/too-new-to-vouch");
      narrator.act(1, "membership/withdraw-vouch", { person: 4 });
    },
  },
];
