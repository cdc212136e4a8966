import { type LightBlock, type LightBlockJson, lightBlockToJson } from "../protocol/chain/index.ts";
import { toHex } from "../protocol/kernel/bytes.ts";
import type { Conflict } from "./light/fault.ts";

/** One of two pages of which only one can be of the record, and which node showed it. */
export interface Shown extends LightBlockJson {
  readonly from: string;
}

/** Two histories, as a device found them: all that anybody needs to check it again. */
export interface Evidence {
  readonly folkmoot: "conflict";
  readonly format: 1;
  readonly chainId: string;
  readonly height: string;
  readonly foundAt: string;
  readonly verified: Shown;
  /** The other page, where a node shows it; else only its name is known, from a link. */
  readonly other?: Shown;
  /** The name that a link gave to this page, in hexadecimal. */
  readonly named?: string;
  /** Whether the other page is what the node shows now, instead of what this device has verified. */
  readonly isOfNode?: boolean;
}

/** Where two histories were found. */
export interface FoundAt {
  /** The node that the device uses. */
  readonly node: string;
  /** Where a witness answers, by its place among those that were asked. */
  readonly witness: (place: number) => string;
  /** Units: milliseconds since 1970. */
  readonly now: number;
}

/** Puts two pages that contradict each other together, as a file that anybody can check. */
export function evidenceOf(conflict: Conflict, { node, witness, now }: FoundAt): Evidence {
  const { verified } = conflict;
  const { header } = verified.signedHeader;
  return {
    folkmoot: "conflict",
    format: 1,
    chainId: header.chainId,
    height: header.height.toString(),
    foundAt: new Date(now).toISOString(),
    verified: shown(verified, node),
    ...against(conflict, { node, witness }),
  };
}

function against(
  conflict: Conflict,
  { node, witness }: Pick<FoundAt, "node" | "witness">,
): Pick<Evidence, "other" | "named" | "isOfNode"> {
  if (conflict.by === "named") return { named: toHex(conflict.named) };
  if (conflict.by === "node") return { other: shown(conflict.other, node), isOfNode: true };
  return { other: shown(conflict.other, witness(conflict.witness)) };
}

const shown = (block: LightBlock, from: string): Shown => ({ from, ...lightBlockToJson(block) });
