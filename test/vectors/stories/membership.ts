import { DAY } from "#protocol/index.js";
import { joinInput, type MadeInvitation } from "#protocol/testing/joining.js";
import { keyOf } from "#protocol/testing/village.js";
import type { Narrator, Story } from "../recorder.ts";

const link = keyOf("link");

/** Somebody makes an invitation with the secret of the word `link`, numbered as told. */
function invite(narrator: Narrator, by: number, uses: number): void {
  const until = narrator.village.now + 7 * DAY;
  narrator.act(by, "membership/invite", { key: link.publicKey, uses, until });
}

/** Somebody applies with the key of a word. */
function join(
  narrator: Narrator,
  word: string,
  invitation: MadeInvitation["invitation"],
  outcome?: string,
): void {
  const input = joinInput(narrator.village, invitation, link, keyOf(word));
  narrator.join(word, "membership/join", input, outcome);
}

const standing = { at: 1_700_000_000_000, until: 1_790_000_000_000 };
const settled = { since: 1_680_000_000_000, founder: false, invitedBy: 1 };
const founder = { since: 1_680_000_000_000, founder: true, invitedBy: 0 };

/** What membership's vectors show. */
export const membershipStories: readonly Story[] = [
  {
    file: "membership/one-founder-admits-the-first-newcomers",
    name: "one founder invites two, vouches at the pace of the rules, and both are admitted by one vouch",
    people: 1,
    shows: ["membership", "identity"],
    tell(narrator) {
      invite(narrator, 1, 2);
      join(narrator, "newcomer 1", 1);
      join(narrator, "newcomer 2", 1);
      join(narrator, "newcomer 3", 1, "membership/invitation-closed");
      narrator.act(1, "membership/vouch", { person: 2 });
      narrator.act(1, "membership/vouch", { person: 3 }, "membership/vouched-recently");
      narrator.wait(5 * DAY);
      narrator.act(1, "membership/vouch", { person: 3 });
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
    name: "a founder leaves, an invitation of theirs closes, and they come back by the vouches that stand",
    people: 4,
    shows: ["membership"],
    tell(narrator) {
      for (const from of [1, 2, 3]) narrator.act(from, "membership/vouch", { person: 4 });
      invite(narrator, 4, 1);
      narrator.act(4, "membership/leave", {});
      join(narrator, "newcomer 1", 1, "membership/invitation-closed");
      narrator.act(4, "membership/vouch", { person: 1 }, "membership/has-left");
      narrator.wait(DAY);
      narrator.act(4, "membership/apply", {});
      narrator.act(4, "membership/vouch", { person: 1 }, "membership/too-new-to-vouch");
      narrator.act(1, "membership/withdraw-vouch", { person: 4 });
    },
  },
];
