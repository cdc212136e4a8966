import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Anchor, anchorFromJson } from "../client/light/trust.ts";
import type { TrustMemory } from "../client/own-light.ts";
import { toHex } from "../protocol/kernel/bytes.ts";
import type { Call } from "./command.ts";

const BEGUN_ANEW =
  "This computer was away for more than a month: it begins anew with the newest page of this node. Compare it with another member where you can.";

/**
 * Keeps beside this computer's keys what it has verified of a community, so that what it signs names
 * a history that it has checked itself.
 *
 * Bounds: where nothing can be written, trust begins again at the next visit.
 */
export function deviceTrust({ settings, terminal }: Call, chainId: string): TrustMemory {
  const folder = settings.get("keys").value;
  const path = (what: string): string => join(folder, "verified", `${chainId}.${what}`);
  return {
    async anchor() {
      const read = readOr(path("anchor.json"));
      const anchor = read === undefined ? undefined : anchorFromJson(parsed(read));
      return anchor?.ok && anchor.value.chainId === chainId ? anchor.value : undefined;
    },
    begin: async (anchor) => write(path("anchor.json"), JSON.stringify(anchorToJson(anchor))),
    isReal: async () => readOr(path("real")) !== undefined,
    noteReal: async () => write(path("real"), ""),
    begunAnew: () => terminal.err(BEGUN_ANEW),
    load: async () => readOr(path("page")),
    save: async (block) => write(path("page"), block),
  };
}

function anchorToJson(anchor: Anchor): { readonly [name: string]: string } {
  const { kind, chainId } = anchor;
  if (anchor.kind === "header") {
    return { kind, chainId, height: anchor.height.toString(), hash: toHex(anchor.hash) };
  }
  const { validatorsHash, time, initialHeight } = anchor;
  const numbers = { time: time.toString(), initialHeight: initialHeight.toString() };
  return { kind, chainId, validatorsHash: toHex(validatorsHash), ...numbers };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

function readOr(path: string): Uint8Array | undefined {
  try {
    return new Uint8Array(readFileSync(path));
  } catch {
    return undefined;
  }
}

/** Puts the whole file in place at once: a page cut short would begin trust again. */
function write(path: string, content: Uint8Array | string): void {
  try {
    mkdirSync(join(path, ".."), { recursive: true, mode: 0o700 });
    const half = `${path}.${process.pid}`;
    writeFileSync(half, content, { mode: 0o600 });
    renameSync(half, path);
  } catch {
    // What cannot be kept is verified again next time.
  }
}
