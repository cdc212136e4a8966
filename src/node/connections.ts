import type { NetworkState } from "../engine/engine.ts";

/**
 * Lists where the nodes are that this one keeps connected to and is not connected to now.
 *
 * Why of the named ones alone: of others it cannot know that they are missing.
 * Shape: `named` as in network.json, `id@host:port`; the answer without the ids.
 */
export function unconnectedOf(
  named: readonly string[],
  { nodeId, peers }: Pick<NetworkState, "nodeId" | "peers">,
): string[] {
  const here = new Set([nodeId, ...peers.map((peer) => peer.nodeId)]);
  return named.flatMap((peer) => {
    const [id = "", place = ""] = peer.split("@");
    return here.has(id) ? [] : [place];
  });
}
