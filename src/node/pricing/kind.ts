import type { Law } from "../../protocol/law.ts";

/** Parts of the API that have a price of their own; every other address has one together. */
const PARTS = new Set([
  "actions",
  "activity",
  "backup",
  "blobs",
  "blocks",
  "community",
  "demo",
  "events",
  "faults",
  "founding",
  "fresh",
  "light",
  "names",
  "network",
  "openapi.json",
  "proofs",
  "rehearsals",
  "sessions",
  "why",
]);

/**
 * Names what kind of request one is, for its price.
 *
 * Why each view by itself: one costs a hundred times another; and with proof it is another kind.
 * Bounds: the views of the law and the parts of the API, by method; nothing of a stranger's making.
 */
export function kindOf(
  law: Law,
  asked: { method: string; path: string; isProved: boolean },
): string {
  const [, , , part = "", room = "", view = ""] = asked.path.split("/");
  const method = METHODS.has(asked.method) ? asked.method : "other";
  if (!asked.path.startsWith("/api/v1/")) return `${method} page`;
  if (part === "views") {
    const name = `${room}/${view}`;
    if (!law.viewByName.has(name)) return `${method} unknown`;
    return asked.isProved ? `proved ${name}` : `view ${name}`;
  }
  return PARTS.has(part) ? `${method} ${part}` : `${method} unknown`;
}

const METHODS = new Set(["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS"]);
