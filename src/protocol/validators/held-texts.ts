import { isZero } from "../kernel/bytes.ts";
import type { Reader } from "../kernel/state.ts";
import { type Machine, machines } from "./types.ts";

/** Tells whether a machine holds the text that describes it: while it is on offer and has one. */
export function isHeldBy({ withdrawnAt, declaration }: Machine): boolean {
  return withdrawnAt === 0 && !isZero(declaration);
}

/** The texts that describe the machines on offer. */
export function* machineTexts(state: Reader): Iterable<Uint8Array> {
  for (const { row } of machines.entries(state, [])) {
    if (isHeldBy(row)) yield row.declaration;
  }
}
