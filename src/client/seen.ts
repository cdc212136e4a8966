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
 * Throws: FolkmootError, as `unverified` puts it.
 */
export function seenOf(checked: Result<Pick<CheckedBlock, "header">, LightFault>): Seen {
  if (checked.ok) {
    const { height, appHash } = checked.value.header;
    return { height: Number(height) - 1, root: appHash };
  }
  throw unverified(checked.reason);
}

/** Puts into words for a person why a page could not be verified. */
export function unverified({ code, detail, conflict }: LightFault): FolkmootError {
  if (code === "unreachable") {
    return new FolkmootError("client/unreachable", "No node answers.", "Try again in a while.");
  }
  if (code === "went-back") {
    return new FolkmootError(
      "client/two-histories",
      `This node lacks what this device has verified: ${detail}.`,
      "Sign nothing here. The node may still be catching up; else it came back from an old backup. Ask those who run it, and compare with another member.",
    );
  }
  if (conflict !== undefined || code === "conflicting-header") {
    return new FolkmootError(
      "client/two-histories",
      `This device has verified another history than the node shows: ${detail}.`,
      "Sign nothing here. Compare with another member or node which history they have.",
    );
  }
  if (code === "from-future") {
    return new FolkmootError(
      "client/clock",
      `The clocks of this device and of the node do not agree: ${detail}.`,
      "Set the clock of this device. Where it is right, ask another node.",
    );
  }
  if (code === "too-many-signatures") {
    return new FolkmootError(
      "client/much-work",
      "To check the newest page, this device would have to check more than 400 signatures.",
      "Agree to it if you trust this node not to waste your time, or ask another node.",
    );
  }
  return new FolkmootError(
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
