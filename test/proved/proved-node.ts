import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDemo } from "#cli/demo/create-demo.js";
import { askJson } from "#client/ask.js";
import { createLightClient } from "#client/light/light-client.js";
import { nodeLightSource } from "#client/light/node-source.js";
import { anchorOf } from "#client/light/trust.js";
import { portableHasher } from "#client/portable-hasher.js";
import type { ByReadsDeps } from "#client/proved/by-reads.js";
import { askProved } from "#client/proved/own-proved-view.js";
import type { ProvedViewDeps } from "#client/proved/proved-view.js";
import { verifyAsync } from "#client/signature.js";
import { httpTransport } from "#client/transport/http.js";
import { createNode, type RunningNode } from "#node/index.js";
import { lightBlockFromJson } from "#protocol/chain/index.js";
import { folkmootLaw, present } from "#protocol/index.js";

/** A node of the demonstration, and a device that believes it nothing. */
export interface ProvedNode {
  readonly node: RunningNode;
  readonly device: ProvedViewDeps & ByReadsDeps & { readonly now: () => number };
  /** Lets time pass, for the demonstration and for the device. */
  advance(milliseconds: number): Promise<void>;
  end(): Promise<void>;
}

/** Founds the demonstration, starts its node, and a device that has verified its newest page. */
export async function startProvedNode(): Promise<ProvedNode> {
  const home = await mkdtemp(join(tmpdir(), "folkmoot-proved-"));
  await createDemo({ home: join(home, "demo"), seed: "proofs", now: Date.now() });
  const node = await createNode({ home: join(home, "demo") });
  // A node that has just begun holds one state alone; a few blocks make older ones.
  for (let block = 0; block < 5; block += 1) await node.engine.tick();
  const transport = httpTransport(node.url);
  const source = nodeLightSource(transport);
  const newest = lightBlockFromJson(portableHasher, await source.lightBlock("latest"));
  const anchor = anchorOf(portableHasher, present(newest.ok ? newest.value : undefined, "a page"));
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const light = createLightClient({
    source,
    trust: { anchor },
    hasher: portableHasher,
    verify: verifyAsync,
    now: () => BigInt(now()) * 1_000_000n,
  });
  const { community } = node.engine.ledger;
  const ask = askProved(transport);
  return {
    node,
    device: { light, hasher: portableHasher, law: folkmootLaw, community, ask, now },
    async advance(milliseconds) {
      const json = { advanceMs: milliseconds };
      await askJson(transport, { method: "POST", path: "/demo/time", json });
      ahead += milliseconds;
    },
    async end() {
      await node.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
