import { isZero } from "../kernel/bytes.ts";
import type { Event } from "../kernel/event.ts";
import { type Refusal, refuse } from "../kernel/fault.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { type Text, textHash, textKey, texts } from "../texts/index.ts";
import { textPublished } from "./events.ts";
import { recordsFaults as faults } from "./faults.ts";
import { addText, usageOf } from "./texts.ts";
import { type Allowance, TEXT_BYTES_MAX, TEXT_BYTES_MIN } from "./types.ts";

type Hash = Parameters<typeof textHash>[0];

/** A text that somebody publishes, as an action names it. */
export interface GivenText extends Pick<Text, "audience" | "kind" | "bytes"> {
  readonly digest: Uint8Array;
}

/**
 * Refuses a text that is none, is too long, was published before, or finds no room in an allowance.
 *
 * Faults: records/no-text, records/too-long, records/taken, records/too-much.
 */
export function refusalOfText(
  world: Hash & { readonly state: Reader; readonly author: PersonId },
  { digest, bytes }: Pick<GivenText, "digest" | "bytes">,
  allowance: Allowance,
): Refusal | undefined {
  const { state, author } = world;
  if (isZero(digest) || bytes < TEXT_BYTES_MIN) return refuse(faults["no-text"]);
  if (bytes > TEXT_BYTES_MAX) return refuse(faults["too-long"], { most: TEXT_BYTES_MAX });
  const hash = textHash(world, author, digest);
  if (texts.has(state, textKey(hash))) return refuse(faults.taken);
  const used = usageOf(state, author);
  const isTooMuch = used.texts >= allowance.texts || used.bytes + bytes > allowance.bytes;
  return isTooMuch ? refuse(faults["too-much"], { ...used, most: allowance.bytes }) : undefined;
}

/** Publishes a text of the person who acts; its hash, and the event. */
export function publishText(
  world: Hash & { readonly state: Writer; readonly author: PersonId; readonly now: number },
  { digest, ...about }: GivenText,
): { readonly hash: Uint8Array; readonly told: Event } {
  const { state, author, now } = world;
  const hash = textHash(world, author, digest);
  const { kind } = about;
  addText(state, { ...about, hash, owner: author, at: now });
  return { hash, told: textPublished([author], { text: hash, owner: author, kind }) };
}
