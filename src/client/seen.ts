import { fromHex, toHex } from "../protocol/kernel/bytes.ts";
import type { Result } from "../protocol/kernel/result.ts";
import type { Seen } from "../protocol/kernel/seen.ts";
import { FolkmootError } from "./error.ts";
import type { LightFault } from "./light/fault.ts";
import type { CheckedBlock } from "./light/report.ts";

/** A verified state as JSON keeps it: a height, and a root in hexadecimal. */
export interface KeptSeen {
  readonly height: number;
  readonly root: string;
}

/**
 * The state that a verified page vouches for, as a signature names it.
 *
 * Why one below: a header carries the root of the state on which its block stands.
 * Throws: FolkmootError `client/unreachable`, `client/two-histories` or `client/unverified`.
 */
export function seenOf(checked: Result<Pick<CheckedBlock, "header">, LightFault>): Seen {
  if (checked.ok) {
    const { height, appHash } = checked.value.header;
    return { height: Number(height) - 1, root: appHash };
  }
  const { code, detail, conflict } = checked.reason;
  if (code === "unreachable") {
    throw new FolkmootError("client/unreachable", "No node answers.", "Try again in a while.");
  }
  if (conflict !== undefined || code === "conflicting-header") {
    throw new FolkmootError(
      "client/two-histories",
      `This device has verified another history than the node shows: ${detail}.`,
      "Sign nothing here. Compare with another member or node which history they have.",
    );
  }
  throw new FolkmootError(
    "client/unverified",
    `The newest page could not be verified on this device: ${detail}.`,
    "Ask another node, or begin again from a page that a member gives you.",
  );
}

/** Writes a verified state for a memory. */
export function seenToKept({ height, root }: Seen): KeptSeen {
  return { height, root: toHex(root) };
}

/** Reads what a memory has kept; nothing where it is not whole. */
export function seenFromKept(kept: unknown): Seen | undefined {
  if (typeof kept !== "object" || kept === null) return undefined;
  const { height, root } = kept as Partial<Record<string, unknown>>;
  const bytes = typeof root === "string" ? fromHex(root) : undefined;
  if (!Number.isSafeInteger(height) || Number(height) < 0 || bytes?.length !== 32) return undefined;
  return { height: Number(height), root: bytes };
}
