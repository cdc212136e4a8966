import { present } from "../kernel/assert.ts";
import { NOBODY, type PersonId } from "../kernel/ids.ts";
import { addWhole } from "../kernel/integer.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { type Text, textKey, textOf, texts } from "../texts/index.ts";
import { textsOf, usage } from "./types.ts";

const NOTHING = { texts: 0, bytes: 0 };

function ownKey(owner: PersonId, hash: Uint8Array): readonly [PersonId, Uint8Array] {
  return [owner, hash.slice(0, 26)];
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
export function addText(state: Writer, text: Omit<Text, "erasedAt" | "holds">): void {
  const { hash, owner, bytes } = text;
  texts.put(state, textKey(hash), { ...text, erasedAt: 0, holds: 0 });
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
  if (used.texts === 1) usage.delete(state, [row.owner]);
  else usage.put(state, [row.owner], { texts: used.texts - 1, bytes: used.bytes - row.bytes });
}
