import { toHex } from "#protocol/index.js";
import type { Challenging } from "../challenges.ts";
import { type Opinions, opinion, unless } from "../opinion.ts";
import { isHeld } from "../texts.ts";

interface Which {
  readonly challenge: number;
}
interface Judging extends Which {
  readonly answers: readonly ("yes" | "no" | "abstain")[];
}

/** What the auditor thinks of challenges. */
export const challengeOpinions: Opinions = {
  "challenges/open": opinion<Challenging>({
    isWhole: true,
    objection: ({ challenges }, { author, input, now }) =>
      unless([challenges.mayOpen(author, input, now), "they may not challenge these people so"]),
    apply: ({ challenges }, { author, input, now }) => challenges.open(author, input, now),
  }),
  "challenges/support": opinion<Which>({
    isWhole: true,
    objection: ({ challenges }, { author, input: { challenge }, now }) =>
      unless([challenges.maySupport(author, challenge, now), "they may not support it"]),
    apply: ({ challenges }, { author, input, now }) =>
      challenges.support(author, input.challenge, now),
  }),
  "challenges/withdraw": opinion<Which>({
    isWhole: true,
    objection({ challenges }, { author, input, now }) {
      const one = challenges.all[input.challenge - 1];
      return unless(
        [one?.by === author, "it is somebody else's"],
        [one?.stage === "gathering" && now < one.until, "it has begun or is over"],
      );
    },
    apply: ({ challenges }, { input }) => challenges.end(input.challenge),
  }),
  "challenges/answer": opinion<Which & { readonly answer: Uint8Array }>({
    isWhole: true,
    objection({ challenges }, { author, input }) {
      const one = challenges.all[input.challenge - 1];
      return unless(
        [one?.outcomes.get(author) === "open" && one.stage !== "over", "it is not about them"],
        [challenges.isOwnNote(author, input.answer), "it is no note of theirs"],
      );
    },
    apply({ named }, { author, input: { challenge, answer } }) {
      named.set(`answer ${challenge} ${author}`, toHex(answer));
    },
  }),
  "challenges/judge": opinion<Judging>({
    isWhole: true,
    objection: ({ challenges }, { author, input: { challenge, answers }, now }) =>
      unless([challenges.mayJudge(author, challenge, answers, now), "they do not judge it now"]),
    apply({ challenges }, { author, input: { challenge, answers } }) {
      challenges.all[challenge - 1]?.ballots.set(author, answers);
    },
  }),
  "challenges/appeal": opinion<Which>({
    isWhole: true,
    objection: () => "no jury has confirmed anything",
    apply: () => undefined,
  }),
  "challenges/judge-appeal": opinion<Judging>({
    isWhole: true,
    objection: () => "nobody has called on everyone",
    apply: () => undefined,
  }),
  "challenges/erase-reason": opinion<Which>({
    isWhole: true,
    objection(books, { author, input, now }) {
      const { challenges, texts } = books;
      const one = challenges.all[input.challenge - 1];
      return unless(
        [one?.named.includes(author) === true, "it was not about them"],
        [one?.stage === "over", "it is not over"],
        [texts.get(one?.reason ?? "")?.isErased === false, "it is erased already"],
        [!isHeld(books, one?.reason ?? "", now), "something else needs it"],
      );
    },
    apply({ challenges, texts }, { input }) {
      const reason = challenges.all[input.challenge - 1]?.reason ?? "";
      const row = texts.get(reason);
      if (row !== undefined) texts.set(reason, { ...row, isErased: true });
    },
  }),
};
