import { openFor, voteFor } from "../decisions/index.ts";
import type { EffectRefusal } from "../kernel/action.ts";
import type { DecisionKind } from "../kernel/decision-kind.ts";
import { type CircleId, type DecisionId, NOBODY, type PersonId } from "../kernel/ids.ts";
import { encode } from "../kernel/schema.ts";
import type { TextKind } from "../kernel/text-kind.ts";
import { textHash as boundHash, isText, textKey, texts } from "../texts/index.ts";
import { undeclared } from "./declared-refusals.ts";
import { testHasher } from "./test-keys.ts";
import { outcomeOf, type TestLaw } from "./test-law.ts";

/** What a circle is to do, as a test writes it. */
export interface Wish {
  readonly type: string;
  readonly input: unknown;
  /** A text that the input names, which is there as everybody's from then on. */
  readonly gives?: { readonly hash: Uint8Array; readonly kind: TextKind };
}

/** What is proposed in a test; circle 1 and its members unless said otherwise. */
export interface Proposal {
  readonly circle?: number;
  readonly kind: DecisionKind;
  readonly wishes?: readonly Wish[];
  readonly proposer?: number;
}

/** 32 bytes that a word stands for: a text's digest, or the hash of a text that is everybody's. */
export function textHash(word: string): Uint8Array {
  return testHasher.sha256(new TextEncoder().encode(word));
}

/** The hash of the text that a person publishes with a word. */
export function hashBy(person: number, word: string): Uint8Array {
  return boundHash(testHasher, person as PersonId, textHash(word));
}

/** Publishes a text of a person and returns its hash. */
export function publishText(testLaw: TestLaw, person: number, word: string, kind = "proposal") {
  const input = { digest: textHash(word), audience: "community", kind, bytes: 100 };
  const receipt = testLaw.act(person, "records/publish", input);
  if (receipt.code !== 0) throw new Error(outcomeOf(receipt));
  return hashBy(person, word);
}

/** Puts a text there that belongs to everybody, unless it is there. */
export function giveText(testLaw: TestLaw, hash: Uint8Array, kind: TextKind): void {
  if (isText(testLaw.state, hash)) return;
  const about = { owner: NOBODY, audience: "community", kind, bytes: 100 } as const;
  const row = { ...about, hash, at: testLaw.now, erasedAt: 0, holds: 0 };
  texts.put(testLaw.state, textKey(hash), row);
}

/** Writes a wish as an effect. */
export function effectOf(testLaw: TestLaw, { type, input, gives }: Wish) {
  if (gives !== undefined) giveText(testLaw, gives.hash, gives.kind);
  const action = testLaw.law.actionByType.get(type);
  if (action === undefined) throw new Error(`no action ${type}`);
  return { option: 0, tag: action.tag, payload: encode(action.input, input) };
}

let proposals = 0;

/** Opens a proposal and returns the receipt. */
export function propose(testLaw: TestLaw, proposal: Proposal) {
  const { circle = 1, kind, wishes = [], proposer = 1 } = proposal;
  proposals += 1;
  const text = publishText(testLaw, proposer, `proposal ${proposals}`);
  const effects = wishes.map((wish) => effectOf(testLaw, wish));
  return testLaw.act(proposer, "decisions/open", openFor({ circle, kind, text, effects }));
}

/** The number of the newest decision. */
export function newest(testLaw: TestLaw): number {
  const [first] = testLaw.view<{ decision: number }[]>("decisions/list", {});
  if (first === undefined) throw new Error("nothing was decided yet");
  return first.decision;
}

/** Answers a decision as several people. */
export function answerAs(testLaw: TestLaw, people: readonly number[], choice: string): void {
  const decision = newest(testLaw);
  for (const person of people) {
    const receipt = testLaw.act(person, "decisions/cast-vote", voteFor(decision, choice));
    if (receipt.code !== 0) throw new Error(`${person}: ${outcomeOf(receipt)}`);
  }
}

/** Lets the newest decision run its course and returns what it came to. */
export function runItsCourse(testLaw: TestLaw): string {
  const decision = newest(testLaw);
  const read = () =>
    testLaw.view<{ stage: string; closesAt: number; effectAt: number }>("decisions/decision", {
      decision,
      person: 0,
    });
  testLaw.pass(read().closesAt - testLaw.now);
  if (read().stage === "passed") testLaw.pass(read().effectAt - testLaw.now);
  return read().stage;
}

/** Proposes, has people say yes, and lets it run its course. */
export function decide(testLaw: TestLaw, proposal: Proposal, voters: readonly number[]): string {
  const receipt = propose(testLaw, proposal);
  if (receipt.code !== 0) {
    throw new Error(`${outcomeOf(receipt)} ${JSON.stringify(receipt.refusal?.details)}`);
  }
  answerAs(testLaw, voters, "yes");
  return runItsCourse(testLaw);
}

/** The code of the fault with which a circle would be refused now, or "done". */
export function rehearse(testLaw: TestLaw, circle: number, ...wishes: readonly Wish[]): string {
  return rehearsal(testLaw, circle, ...wishes)?.fault.code ?? "done";
}

/** Why a circle would be refused now. */
export function rehearsal(
  testLaw: TestLaw,
  circle: number,
  ...wishes: readonly Wish[]
): EffectRefusal | undefined {
  const effects = wishes.map((wish) => {
    const { tag, payload } = effectOf(testLaw, wish);
    const proposedAt = testLaw.now;
    return { circle: circle as CircleId, decision: 0 as DecisionId, proposedAt, tag, payload };
  });
  const refusal = testLaw.stateMachine
    .ruleContext(testLaw.now)
    .rehearse(testLaw.state, effects, testLaw.now);
  const type = wishes[refusal?.position ?? 0]?.type ?? "";
  const problem = undeclared(testLaw.law, { type, refusal });
  if (problem !== undefined) throw new Error(problem);
  return refusal;
}
