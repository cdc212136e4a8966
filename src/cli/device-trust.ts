import { rmSync } from "node:fs";
import { join } from "node:path";
import { type Anchor, anchorFromJson, anchorToJson } from "../client/light/trust.ts";
import type { TrustMemory } from "../client/trust-memory.ts";
import { confirm } from "./asking.ts";
import type { Call } from "./command.ts";
import { readOwnerFile, readOwnerJson, tryOwnerFile } from "./owner-file.ts";

const BEGUN_AGAIN =
  "This computer was away for more than a month: it begins again with the newest page of this node. Compare it with another member where you can.";

const MORE =
  "To check this, more than 400 signatures have to be checked, which takes a while. Go on?";

/**
 * Keeps beside this computer's keys what it has verified of a community, so that what it signs names
 * a history that it has checked itself.
 *
 * Bounds: where nothing can be written, trust begins again at the next visit.
 */
export function deviceTrust(call: Call, chainId: string): TrustMemory {
  const { settings, terminal } = call;
  const folder = settings.get("keys").value;
  const path = (what: string): string => join(folder, "verified", `${chainId}.${what}`);
  return {
    async anchors() {
      const list = readOwnerJson(path("anchors.json"));
      return Array.isArray(list) ? list.flatMap((json) => anchorIn(json, chainId)) : [];
    },
    keepAnchors: async (anchors) =>
      tryOwnerFile(path("anchors.json"), JSON.stringify(anchors.map(anchorToJson))),
    drop: async () => rmSync(path("page"), { force: true }),
    isReal: async () => readOwnerFile(path("real")) !== undefined,
    noteReal: async () => tryOwnerFile(path("real"), ""),
    begunAgain: () => terminal.err(BEGUN_AGAIN),
    agreeToMore: () =>
      confirm(call, MORE).then(
        () => true,
        () => false,
      ),
    load: async () => readOwnerFile(path("page")),
    save: async (block) => tryOwnerFile(path("page"), block),
  };
}

/** Reads an anchor of this community; nothing where it is another's, or not whole. */
function anchorIn(json: unknown, chainId: string): readonly Anchor[] {
  const anchor = anchorFromJson(json);
  return anchor.ok && anchor.value.chainId === chainId ? [anchor.value] : [];
}
