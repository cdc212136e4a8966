import { openFor, voteFor } from "../decisions/index.ts";
import type { EffectRefusal } from "../kernel/action.ts";
import type { DecisionKind } from "../kernel/decision-kind.ts";
import { type CircleId, type DecisionId, NOBODY, type PersonId } from "../kernel/ids.ts";
import { encode } from "../kernel/schema.ts";
import type { TextKind } from "../kernel/text-kind.ts";
import { textHash as boundHash, isText, textKey, texts } from "../texts/index.ts";
import { outcomeOf, testHasher, type Village } from "./village.ts";

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
export function publishText(village: Village, person: number, word: string, kind = "proposal") {
  const input = { digest: textHash(word), audience: "community", kind, bytes: 100 };
  const receipt = village.act(person, "records/publish", input);
  if (receipt.code !== 0) throw new Error(outcomeOf(receipt));
  return hashBy(person, word);
}

/** Puts a text there that belongs to everybody, unless it is there. */
export function giveText(village: Village, hash: Uint8Array, kind: TextKind): void {
  if (isText(village.state, hash)) return;
  const about = { owner: NOBODY, audience: "community", kind, bytes: 100 } as const;
  const row = { ...about, hash, at: village.now, erasedAt: 0, holds: 0 };
  texts.put(village.state, textKey(hash), row);
}

/** Writes a wish as an effect. */
export function effectOf(village: Village, { type, input, gives }: Wish) {
  if (gives !== undefined) giveText(village, gives.hash, gives.kind);
  const action = village.law.actionByType.get(type);
  if (action === undefined) throw new Error(`no action ${type}`);
  return { option: 0, tag: action.tag, payload: encode(action.input, input) };
}

let proposals = 0;

/** Opens a proposal and returns the receipt. */
export function propose(village: Village, proposal: Proposal) {
  const { circle = 1, kind, wishes = [], proposer = 1 } = proposal;
  proposals += 1;
  const text = publishText(village, proposer, `proposal ${proposals}`);
  const effects = wishes.map((wish) => effectOf(village, wish));
  return village.act(proposer, "decisions/open", openFor({ circle, kind, text, effects }));
}

/** The number of the newest decision. */
export function newest(village: Village): number {
  const [first] = village.view<{ decision: number }[]>("decisions/list", {});
  if (first === undefined) throw new Error("nothing was decided yet");
  return first.decision;
}

/** Answers a decision as several people. */
export function answerAs(village: Village, people: readonly number[], choice: string): void {
  const decision = newest(village);
  for (const person of people) {
    const receipt = village.act(person, "decisions/cast-vote", voteFor(decision, choice));
    if (receipt.code !== 0) throw new Error(`${person}: ${outcomeOf(receipt)}`);
  }
}

/** Lets the newest decision run its course and returns what it came to. */
export function runItsCourse(village: Village): string {
  const decision = newest(village);
  const read = () =>
    village.view<{ stage: string; closesAt: number; effectAt: number }>("decisions/decision", {
      decision,
      person: 0,
    });
  village.pass(read().closesAt - village.now);
  if (read().stage === "passed") village.pass(read().effectAt - village.now);
  return read().stage;
}

/** Proposes, has people say yes, and lets it run its course. */
export function decide(village: Village, proposal: Proposal, voters: readonly number[]): string {
  const receipt = propose(village, proposal);
  if (receipt.code !== 0) {
    throw new Error(`${outcomeOf(receipt)} ${JSON.stringify(receipt.refusal?.details)}`);
  }
  answerAs(village, voters, "yes");
  return runItsCourse(village);
}

/** The code of the fault with which a circle would be refused now, or "done". */
export function rehearse(village: Village, circle: number, ...wishes: readonly Wish[]): string {
  return rehearsal(village, circle, ...wishes)?.fault.code ?? "done";
}

/** Why a circle would be refused now. */
export function rehearsal(
  village: Village,
  circle: number,
  ...wishes: readonly Wish[]
): EffectRefusal | undefined {
  const effects = wishes.map((wish) => {
    const { tag, payload } = effectOf(village, wish);
    const proposedAt = village.now;
    return { circle: circle as CircleId, decision: 0 as DecisionId, proposedAt, tag, payload };
  });
  return village.machine.surroundings(village.now).rehearse(village.state, effects, village.now);
}
