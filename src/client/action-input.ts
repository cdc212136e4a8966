import type { AnyAction } from "../protocol/kernel/action.ts";
import { toHex } from "../protocol/kernel/bytes.ts";
import { fromPlain, toPlain } from "../protocol/kernel/plain.ts";
import { encode } from "../protocol/kernel/schema.ts";
import { findAction } from "../protocol/law.ts";
import { folkmootLaw } from "../protocol/rooms.ts";
import type { PlainAction } from "./action-types.ts";
import { FolkmootError } from "./error.ts";
import { saltPlain } from "./salts.ts";

/** An action of the law, and the bytes of an input of it. */
export interface EncodedAction {
  readonly action: AnyAction;
  readonly payload: Uint8Array;
}

/**
 * Encodes what was given to do an action, with random bytes filled in.
 *
 * Throws: FolkmootError where the law knows no such action, or the input does not fit its schema.
 */
export function encodeAction(type: string, given: unknown): EncodedAction {
  const { action, value } = readInput(type, given);
  return { action, payload: encode(action.input, value) };
}

/**
 * Makes an action out of a type and an input that come from outside.
 *
 * Throws: FolkmootError where the law knows no such action, or the input does not fit its schema.
 */
export function readAction(type: string, given: unknown): PlainAction {
  const { value: input } = readInput(type, given);
  return { type, input } as PlainAction;
}

/** An effect of a proposal: with which option, the action's number, its input's bytes in hexadecimal. */
export interface Effect {
  readonly option: number;
  readonly tag: number;
  readonly payload: string;
}

/** Encodes what a circle does once it has decided so. */
export function effectOf({ type, input }: PlainAction): Effect {
  const { action, payload } = encodeAction(type, input);
  return { option: 0, tag: action.tag, payload: toHex(payload) };
}

function readInput(type: string, given: unknown) {
  const action = findAction(folkmootLaw, type);
  if (action === undefined) {
    throw new FolkmootError("client/no-action", `There is no action ${type}.`, "Check its name.");
  }
  const read = fromPlain(action.input, saltPlain(action.input, toPlain(given)));
  if (read.ok) return { action, value: read.value };
  throw new FolkmootError("client/bad-input", `${type}: ${read.reason}.`, "Check the values.");
}
