import { circleTexts } from "../circles/index.ts";
import { textsInForce } from "../constitution/index.ts";
import { people } from "../identity/index.ts";
import { isZero, toHex } from "../kernel/bytes.ts";
import { NOBODY, personId } from "../kernel/ids.ts";
import { defineFounding } from "../kernel/room.ts";
import { bytes32, list, record, u32 } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { audience, type TextReference, textKind } from "../kernel/text-kind.ts";
import { holdText } from "../texts/index.ts";
import { addText } from "./texts.ts";
import { profiles, TEXT_BYTES_MAX, TEXT_BYTES_MIN } from "./types.ts";

const FOUNDING_TEXTS_MAX = 1_048_576;

/** The texts a community starts with; owner 0 means that a text is everybody's. */
export const founding = defineFounding({
  shape: record({
    texts: list(
      record({ hash: bytes32, owner: personId, audience, kind: textKind, bytes: u32 }),
      FOUNDING_TEXTS_MAX,
    ),
    profiles: list(record({ person: personId, text: bytes32 }), FOUNDING_TEXTS_MAX),
  }),
  empty: { texts: [], profiles: [] },
  problem({ texts, profiles }) {
    const byKey = new Map<string, (typeof texts)[number]>();
    for (const [at, text] of texts.entries()) {
      const key = toHex(text.hash.subarray(0, 26));
      if (isZero(text.hash)) return `texts: ${at}: hash: a text has one`;
      if (byKey.has(key)) return `texts: ${at}: hash: given twice`;
      if (text.bytes < TEXT_BYTES_MIN || text.bytes > TEXT_BYTES_MAX) {
        return `texts: ${at}: bytes: not from ${TEXT_BYTES_MIN} to ${TEXT_BYTES_MAX}`;
      }
      byKey.set(key, text);
    }
    const seen = new Set<number>();
    for (const [at, { person, text }] of profiles.entries()) {
      if (seen.has(person)) return `profiles: ${at}: one comes twice`;
      seen.add(person);
      const found = byKey.get(toHex(text.subarray(0, 26)));
      const isOwn = found?.owner === person && found.kind === "profile";
      if (!isOwn || person === NOBODY) return `profiles: ${at}: not a profile of this person`;
    }
    return undefined;
  },
  conflict({ state, founding }) {
    for (const [at, { owner }] of founding.texts.entries()) {
      const isKnown = owner === NOBODY || people.has(state, [owner]);
      if (!isKnown) return `texts: ${at}: owner: there is no person ${owner}`;
    }
    const kinds = new Map(founding.texts.map(({ hash, kind }) => [toHex(hash), kind]));
    for (const { hash, kind } of referredTo(state)) {
      if (kinds.get(toHex(hash)) !== kind) return `texts: no ${kind} with the hash ${toHex(hash)}`;
    }
    return undefined;
  },
  found({ state, founding, now }) {
    for (const text of founding.texts) addText(state, { ...text, at: now });
    for (const { hash } of [...referredTo(state)]) holdText(state, hash);
    for (const { person, text } of founding.profiles) profiles.put(state, [person], { text });
  },
});

/** The texts to which the rooms below refer from the founding on. */
function* referredTo(state: Reader): Iterable<TextReference> {
  yield* textsInForce(state);
  for (const hash of circleTexts(state)) yield { hash, kind: "purpose" };
}
