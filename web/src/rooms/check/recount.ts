import { decode, folkmootLaw } from "folkmoot/protocol";
import { askLight, type Signed, signedOf } from "./light.ts";

/** Rows that this device has proved complete, decoded by the law. */
export interface ProvedRows extends Signed {
  readonly rows: readonly {
    readonly key: readonly unknown[];
    readonly row: Readonly<Record<string, unknown>>;
  }[];
  /** Whether this device had been away for so long that it began anew from the newest page. */
  readonly anew: boolean;
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
  const range = { from: table.keyBytes(prefix), until: table.endBytes(prefix) };
  const proved = await askLight(chainId, (light) => light.verifiedRange(range));
  const rows = proved.value.rows.map(({ key, row }) => {
    const read = decode(table.row, row);
    if (!read.ok) throw new Error(read.reason);
    return { key: table.readKey(key), row: read.value as Readonly<Record<string, unknown>> };
  });
  const { proofBytes, block } = proved.value;
  const milliseconds = performance.now() - started;
  return {
    ...signedOf(block),
    anew: proved.anew,
    rows,
    bytes: proofBytes + block.verifiedBytes,
    milliseconds,
  };
}

/** How many answered what, counted on this device. */
export interface Count {
  readonly yes: number;
  readonly no: number;
  readonly abstain: number;
}
