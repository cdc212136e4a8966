import { personId } from "../kernel/ids.ts";
import { bytes, bytes32, record, u32, u53 } from "../kernel/schema.ts";
import { part, table } from "../kernel/table.ts";

/** Bytes of a text at most, its author's number and its salt included. */
export const TEXT_BYTES_MAX = 262_144;
/** Bytes of a text at least: 4 of its author's number, 32 of salt and one more. */
export const TEXT_BYTES_MIN = 37;

/** How much one person may have published at once. */
export interface Allowance {
  readonly texts: number;
  readonly bytes: number;
}

/** What a member may have published at once. */
export const MEMBER_ALLOWANCE: Allowance = { texts: 100_000, bytes: 67_108_864 };
/** What somebody may have published who has applied: one text of 2 kB, to say who they are. */
export const APPLICANT_ALLOWANCE: Allowance = { texts: 1, bytes: 2048 };

/** What people say about themselves. */
export const profiles = table({
  id: 0x0702,
  name: "records/profiles",
  about: "The text in which a person says who they are.",
  visibility: "everyone",
  key: [part("person", personId)],
  row: record({ text: bytes32 }),
});

/**
 * The texts of a person.
 *
 * Why: 26 bytes of the hash, since a key has room for 30; the row holds all of it.
 */
export const textsOf = table({
  id: 0x0703,
  name: "records/texts-of",
  about: "A text that a person has published and not erased.",
  visibility: "everyone",
  key: [part("person", personId), part("hash", bytes(26))],
  row: record({ hash: bytes32 }),
});

/** How much people have published. */
export const usage = table({
  id: 0x0704,
  name: "records/usage",
  about: "How many texts and bytes a person has published and not erased.",
  visibility: "everyone",
  key: [part("person", personId)],
  row: record({ texts: u32, bytes: u53 }),
});
