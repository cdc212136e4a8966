import type { AnswerOf } from "folkmoot/client";
import {
  countBallots,
  findTable,
  folkmootLaw,
  methods,
  type ReadRow,
  readProved,
} from "folkmoot/protocol";
import { askLight, type Signed, signedOf } from "./light.ts";

/** Rows that this device has proved complete, decoded by the law. */
export interface ProvedRows extends Signed {
  readonly rows: readonly ReadRow[];
  /** Whether this device had been away for so long that it began again from the newest page. */
  readonly again: boolean;
  readonly bytes: number;
  readonly milliseconds: number;
}

/** Fetches all rows of a table whose key begins with some values, and proves that none is missing. */
export async function proveRows(
  chainId: string,
  tableName: string,
  prefix: readonly unknown[],
): Promise<ProvedRows> {
  const started = performance.now();
  const table = findTable(folkmootLaw, tableName);
  if (table === undefined) throw new Error(tableName);
  const range = { from: table.keyBytes(prefix), until: table.endBytes(prefix) };
  const proved = await askLight(chainId, (light) => light.verifiedRange(range));
  const { proofBytes, block } = proved.value;
  const rows = readProved(folkmootLaw, block.header, tableName, proved.value.rows);
  if (!rows.ok) throw new Error(rows.reason);
  const milliseconds = performance.now() - started;
  return {
    ...signedOf(chainId, block),
    again: proved.again,
    rows: rows.value,
    bytes: proofBytes + block.verifiedBytes,
    milliseconds,
  };
}

/** What a decision is decided on, as the node shows it. */
export type Shown = Pick<
  AnswerOf<"decisions/decision">,
  "method" | "options" | "eligible" | "quorumOf" | "leastYes" | "policy"
>;

/** What the ballots come to, counted on this device. */
export interface Recounted {
  readonly count: { readonly [name: string]: number };
  readonly hasPassed: boolean;
}

/** Counts proved ballots by the law's own counting. */
export function recountBallots({ rows }: ProvedRows, shown: Shown): Recounted {
  const method = [...methods.values()].find(({ name }) => name === shown.method);
  if (method === undefined) throw new Error(shown.method);
  const given = rows.map(({ row }) => row["ballot"] as Uint8Array);
  const { counts, outcome } = countBallots(method, shown, given);
  return { count: method.figures(counts), hasPassed: outcome.hasPassed };
}
