import { personId } from "../kernel/ids.ts";
import { bytes, bytes32, moment, record, u32, type ValueOf } from "../kernel/schema.ts";
import { part, table } from "../kernel/table.ts";
import { audience, textKind } from "../kernel/text-kind.ts";

/** The number of the room `records`, whose table and faults these are. */
export const RECORDS = 7;

const textRow = record({
  hash: bytes32,
  owner: personId,
  audience,
  kind: textKind,
  bytes: u32,
  at: moment,
  erasedAt: moment,
  /** How many open or standing things refer to it; it cannot be erased while there is one. */
  holds: u32,
});

/** What the ledger knows of a text: everything but the text. */
export type Text = ValueOf<typeof textRow>;

/** Texts: what was published, without what it says. */
export const texts = table({
  id: 0x0701,
  name: "records/texts",
  about:
    "A text by the first 30 bytes of its hash: whose, for whom, what, how long, since when, how much refers to it.",
  visibility: "everyone",
  key: [part("hash", bytes(30))],
  row: textRow,
});
