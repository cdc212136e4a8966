import { type LightBlock, lightBlockToJson } from "folkmoot/protocol";
import { nodeAddress } from "../../live/place.ts";
import { to } from "../../router/route.ts";
import { go } from "../../router/use-route.ts";
import { type Evidence, keepEvidence } from "./evidence.ts";

const raised = new Set<string>();

/**
 * Keeps two histories that were found and shows them, once for each visit.
 *
 * Why not each time: anyone who has read it must still be able to go elsewhere.
 */
export function raiseAlarm(
  chainId: string,
  pages: { readonly verified: LightBlock; readonly other: LightBlock },
  other: string,
): void {
  raise(chainId, pages.verified, { other: { from: other, ...lightBlockToJson(pages.other) } });
}

/** The same where the node itself shows another page than this device has verified, or ends before it. */
export function raiseAlarmOfNode(chainId: string, verified: LightBlock, shown: LightBlock): void {
  const other = { from: nodeAddress(), ...lightBlockToJson(shown) };
  raise(chainId, verified, { other, isOfNode: true });
}

/** The same where a link names another page than this device has verified, and no node shows that one. */
export function raiseAlarmOfLink(chainId: string, verified: LightBlock, named: string): void {
  raise(chainId, verified, { named });
}

function raise(
  chainId: string,
  verified: LightBlock,
  against: Pick<Evidence, "other" | "named" | "isOfNode">,
): void {
  keepEvidence({
    folkmoot: "conflict",
    format: 1,
    chainId,
    height: verified.signedHeader.header.height.toString(),
    foundAt: new Date().toISOString(),
    verified: { from: nodeAddress(), ...lightBlockToJson(verified) },
    ...against,
  });
  if (raised.has(chainId)) return;
  raised.add(chainId);
  go(to(["alarm"]));
}
