import { BLOCK_ID_FLAG } from "../../protocol/chain/index.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import type { Api, NodeContext } from "../context.ts";
import { startJson } from "../home/network-file.ts";
import { notFound } from "./problem.ts";

/** Adds what a member may know of the machines that keep the community. */
export function addNetworkRoutes(api: Api, { engine, network }: NodeContext): void {
  api.get("/network", async (c) => {
    const light = await engine.lightBlock(engine.head().height);
    const signatures = light?.signedHeader.commit.signatures ?? [];
    const validators = (light?.validators.validators ?? []).map(({ address, publicKey }, at) => ({
      address: toHex(address),
      key: toHex(publicKey),
      hasSigned: signatures[at]?.flag === BLOCK_ID_FLAG.commit,
    }));
    // Consensus may be away while the law still answers.
    const state = await engine.network?.().catch(() => undefined);
    return c.json({
      engine: network === undefined ? "embedded" : "comet",
      height: engine.head().height,
      time: engine.head().time,
      validators,
      quorum: Math.floor((validators.length * 2) / 3) + 1,
      isCatchingUp: state?.isCatchingUp ?? false,
      nodeId: state?.nodeId ?? null,
      peers: state?.peers ?? [],
    });
  });

  api.get("/network/start", async (c) => {
    if (network === undefined) throw notFound("A network");
    const state = await engine.network?.();
    const address = network.external ?? network.listen;
    return c.json({
      start: startJson(network.start),
      peers: state === undefined ? [] : [`${state.nodeId}@${address}`, ...network.peers],
      timing: network.timing,
    });
  });
}
