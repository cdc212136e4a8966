import { DAY, openFor, voteFor } from "#protocol/index.js";
import { effectOf, hashBy, textHash, type Wish } from "#protocol/testing/deciding.js";
import type { Narrator } from "../recorder.ts";

/** Days of the default policies: to vote, and until what was decided takes effect. */
const DAYS = {
  rule: [21, 30],
  article: [21, 30],
  role: [7, 3],
  circle: [7, 7],
  money: [7, 3],
  seat: [7, 3],
} as const;

/** What a story has a circle decide. */
export interface Decided {
  readonly word: string;
  readonly decision: number;
  readonly circle?: number;
  readonly kind: keyof typeof DAYS;
  readonly wishes: readonly Wish[];
  readonly voters: readonly number[];
}

/** Publishes a text as a person. */
export function publish(narrator: Narrator, person: number, word: string, kind = "proposal"): void {
  const input = { digest: textHash(word), audience: "community", kind, bytes: 100 };
  narrator.act(person, "records/publish", input);
}

/** Proposes as the first voter, has all voters say yes, and waits until it has taken effect. */
export function decide(narrator: Narrator, decided: Decided): void {
  const { word, decision, circle = 1, kind, wishes, voters } = decided;
  const proposer = voters[0] ?? 1;
  publish(narrator, proposer, word);
  const effects = wishes.map((wish) => effectOf(narrator.testLaw, wish));
  narrator.act(
    proposer,
    "decisions/open",
    openFor({ circle, kind, text: hashBy(proposer, word), effects }),
  );
  for (const voter of voters) {
    narrator.act(voter, "decisions/cast-vote", voteFor(decision, "yes"));
  }
  const [voting, delay] = DAYS[kind];
  narrator.wait(voting * DAY);
  narrator.wait(delay * DAY);
}
