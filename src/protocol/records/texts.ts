import { present } from "../kernel/assert.ts";
import { equalBytes } from "../kernel/bytes.ts";
import { NOBODY, type PersonId } from "../kernel/ids.ts";
import { addWhole } from "../kernel/integer.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { type Text, texts, textsOf, usage } from "./types.ts";

const NOTHING = { texts: 0, bytes: 0 };

/** The part of a hash by which a text is found. */
export function textKey(hash: Uint8Array): readonly [Uint8Array] {
  return [hash.slice(0, 30)];
}

function ownKey(owner: PersonId, hash: Uint8Array): readonly [PersonId, Uint8Array] {
  return [owner, hash.slice(0, 26)];
}

/** Returns what the ledger knows of the text with this hash, erased or not. */
export function textOf(state: Reader, hash: Uint8Array): Text | undefined {
  const row = texts.get(state, textKey(hash));
  return row !== undefined && equalBytes(row.hash, hash) ? row : undefined;
}

/** Tells whether a text with this hash was published and has not been erased. */
export function isText(state: Reader, hash: Uint8Array): boolean {
  return textOf(state, hash)?.erasedAt === 0;
}

/** How much a person has published and not erased. */
export function usageOf(state: Reader, person: PersonId) {
  return usage.get(state, [person]) ?? NOTHING;
}

/** Lists a person's texts in the order of their hashes. */
export function textsBy(state: Reader, person: PersonId): Text[] {
  const found: Text[] = [];
  for (const { row } of textsOf.entries(state, [person])) {
    found.push(present(textOf(state, row.hash), "a listed text is there"));
  }
  return found;
}

/** Puts a text on the ledger; one without an owner belongs to everybody and cannot be erased. */
export function addText(state: Writer, text: Omit<Text, "erasedAt">): void {
  const { hash, owner, bytes } = text;
  texts.put(state, textKey(hash), { ...text, erasedAt: 0 });
  if (owner === NOBODY) return;
  const used = usageOf(state, owner);
  textsOf.put(state, ownKey(owner, hash), { hash });
  usage.put(state, [owner], { texts: used.texts + 1, bytes: addWhole(used.bytes, bytes) });
}

/** Marks a text as erased; its hash stays, which says nothing once the text and its salt are gone. */
export function eraseText(state: Writer, hash: Uint8Array, now: number): void {
  const row = present(textOf(state, hash), "a text that is erased is there");
  const used = usageOf(state, row.owner);
  texts.put(state, textKey(hash), { ...row, erasedAt: now });
  textsOf.delete(state, ownKey(row.owner, hash));
  usage.put(state, [row.owner], { texts: used.texts - 1, bytes: used.bytes - row.bytes });
}
