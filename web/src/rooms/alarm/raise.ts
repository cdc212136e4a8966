import type { Conflict } from "folkmoot/client/light";
import { lightBlockToJson } from "folkmoot/protocol";
import { to } from "../../router/route.ts";
import { go } from "../../router/use-route.ts";
import { keepEvidence } from "./evidence.ts";

const raised = new Set<string>();

/**
 * Keeps two histories that were found and shows them, once for each visit.
 *
 * Why not each time: whoever has read it must still be able to go elsewhere.
 */
export function raiseAlarm(chainId: string, conflict: Conflict, other: string): void {
  const { verified } = conflict;
  keepEvidence({
    folkmoot: "conflict",
    format: 1,
    chainId,
    height: verified.signedHeader.header.height.toString(),
    foundAt: new Date().toISOString(),
    verified: { from: location.origin, ...lightBlockToJson(verified) },
    other: { from: other, ...lightBlockToJson(conflict.other) },
  });
  if (raised.has(chainId)) return;
  raised.add(chainId);
  go(to(["alarm"]));
}
