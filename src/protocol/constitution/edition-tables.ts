import { decisionId } from "../kernel/ids.ts";
import {
  bytes,
  bytes32,
  choice,
  moment,
  record,
  u16,
  u53,
  type ValueOf,
} from "../kernel/schema.ts";
import { part, table } from "../kernel/table.ts";

/** Adoptions of an edition at most, those that came to nothing included. */
export const ADOPTIONS_MAX = 10_000;

/** The edition of the law in force. */
export const edition = table({
  id: 0x0110,
  name: "constitution/edition",
  about:
    "The edition of the law in force: since when, from which block, its digest (zeros: that of the founding), and how many adoptions have been numbered.",
  visibility: "everyone",
  key: [],
  row: record({ number: u16, since: moment, height: u53, digest: bytes32, adoptions: u16 }),
});

const adoptionRow = record({
  edition: u16,
  digest: bytes32,
  moment,
  at: moment,
  decision: decisionId,
  standing: choice(["waiting", "fixed", "in-force", "put-off", "dropped"]),
  reason: choice(["none", "too-few-machines", "migration-failed"]),
  height: u53,
  machines: u16,
  rehearsed: u16,
});

/** An edition that everyone has adopted, by the number of the adoption. */
export type Adoption = ValueOf<typeof adoptionRow> & { readonly adoption: number };

/** What became of each edition that was adopted. */
export const adoptions = table({
  id: 0x0111,
  name: "constitution/adoptions",
  about:
    "An edition that was adopted: its digest, its moment, how it stands and why, its first block (0: not fixed), how many machines there were and how many had rehearsed it.",
  visibility: "everyone",
  key: [part("adoption", u16)],
  row: adoptionRow,
});

/** Which machines have run the migration of an adopted edition on a copy of their own. */
export const rehearsals = table({
  id: 0x0112,
  name: "constitution/rehearsals",
  about: "The machine with this address has rehearsed an adopted edition, and said so then.",
  visibility: "everyone",
  key: [part("adoption", u16), part("address", bytes(20))],
  row: record({ at: moment }),
});
