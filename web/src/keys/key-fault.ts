import type { keys } from "../words/en/keys.ts";
import { currentWords } from "../words/language.ts";

type Sentences = typeof keys;

/** The reasons for which keys cannot be made, kept or read; each has its sentence in the words. */
export type KeyFaultCode = {
  [Name in keyof Sentences]: Sentences[Name] extends string ? Name : never;
}[keyof Sentences];

/** A reason why a key cannot be used, said to the person. */
export interface KeyFault {
  readonly code: KeyFaultCode;
  readonly sentence: string;
}

/** Makes a fault with the sentence that belongs to it. */
export const keyFault = (code: KeyFaultCode): KeyFault => ({
  code,
  sentence: currentWords().keys[code],
});

/** What asking for a key gives: the key, or why not. */
export type Keyed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: KeyFault };

/** The key was there. */
export const keyed = <Value>(value: Value): Keyed<Value> => ({ ok: true, value });

/** The key was not there, and this is why. */
export const unkeyed = (code: KeyFaultCode): { readonly ok: false; readonly fault: KeyFault } => ({
  ok: false,
  fault: keyFault(code),
});
