import type { Catalogue } from "../kernel/action.ts";
import type { DecisionId } from "../kernel/ids.ts";
import { decode, type ValueOf } from "../kernel/schema.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import type { TextReference } from "../kernel/text-kind.ts";
import { releaseText } from "../texts/index.ts";
import { decisions, due, type effectShape, effects } from "./types.ts";

/** The texts that an effect's input names. */
export function textsNamedBy(
  catalogue: Catalogue,
  { tag, payload }: ValueOf<typeof effectShape>,
): readonly TextReference[] {
  const action = catalogue.action(tag);
  const input = action === undefined ? undefined : decode(action.input, payload);
  return input?.ok ? (action?.refersTo?.(input.value as never) ?? []) : [];
}

/**
 * What a decision refers to while it is open or waits to take effect: its own text, and those that its
 * effects name.
 *
 * Why they stand in the effects' rows: a later edition may no longer read an effect.
 */
export function textsOfDecision(state: Reader, decision: DecisionId): Uint8Array[] {
  const text = decisions.get(state, [decision])?.text;
  const named = [...effects.entries(state, [decision])].flatMap(({ row }) => row.texts);
  return text === undefined ? named : [text, ...named];
}

/** Lets go of what a decision referred to, since it is over. */
export function releaseTextsOf(state: Writer, decision: DecisionId): void {
  for (const hash of textsOfDecision(state, decision)) releaseText(state, hash);
}

/** The texts of all decisions that are open or wait to take effect. */
export function* decisionTexts(state: Reader): Iterable<Uint8Array> {
  for (const { key } of due.entries(state, [])) yield* textsOfDecision(state, key[1]);
}
