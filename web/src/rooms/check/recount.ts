import { decode, folkmootLaw } from "folkmoot/protocol";
import { lightOf, type Signed, signedOf } from "./light.ts";

/** Rows that this device has proved complete, decoded by the law. */
export interface ProvedRows extends Signed {
  readonly rows: readonly {
    readonly key: readonly unknown[];
    readonly row: Readonly<Record<string, unknown>>;
  }[];
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
  const table = folkmootLaw.tableByName.get(tableName);
  if (table === undefined) throw new Error(tableName);
  const light = await lightOf(chainId);
  const range = { from: table.keyBytes(prefix), until: table.endBytes(prefix) };
  const proved = await light.verifiedRange(range);
  if (!proved.ok) throw new Error(proved.reason.detail);
  const rows = proved.value.rows.map(({ key, row }) => {
    const read = decode(table.row, row);
    if (!read.ok) throw new Error(read.reason);
    return { key: table.readKey(key), row: read.value as Readonly<Record<string, unknown>> };
  });
  const { proofBytes, block } = proved.value;
  const milliseconds = performance.now() - started;
  return { ...signedOf(block), rows, bytes: proofBytes + block.verifiedBytes, milliseconds };
}

/** How many answered what, counted on this device. */
export interface Count {
  readonly yes: number;
  readonly no: number;
  readonly abstain: number;
}
