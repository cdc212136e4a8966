import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { nodeIdOf, writeCometFiles } from "#engine/comet/comet-home.js";
import type { CometTiming } from "#engine/comet/config.js";
import { freePorts } from "#engine/comet/free-ports.js";
import { type CometProcess, startComet } from "#engine/comet/process.js";
import { SILENT } from "#engine/embedded/options.js";
import { signerFromSeed } from "#engine/embedded/signer.js";
import { seedOf } from "../crowd.ts";
import type { LineUp } from "./line-up.ts";
import { answers, until } from "./until.ts";

/** What the example is to be. */
export interface KvstorePlan {
  readonly machines: number;
  readonly timing: CometTiming;
  /** The plan. */
  readonly cometbft: string;
  readonly kvstore: string;
  /** The size of a transaction. */
  readonly bytes: number;
}

/**
 * Starts CometBFT's own key-value example on some machines, with the configuration that Folkmoot's
 * nodes write.
 */
export async function startKvstore(folder: string, plan: KvstorePlan): Promise<LineUp> {
  const { machines, timing } = plan;
  const places = Array.from({ length: machines }, (_, at) => at);
  const ports = await freePorts(2 * machines);
  const validatorSeed = (at: number) => seedOf(`kvstore validator ${at}`);
  const nodeSeed = (at: number) => seedOf(`kvstore node ${at}`);
  const p2p = (at: number) => `127.0.0.1:${ports[2 * at]}`;
  const rpcPort = (at: number) => ports[2 * at + 1] as number;
  const genesis = {
    chainId: "kvstore",
    time: Date.now(),
    initialHeight: 1,
    edition: 1,
    root: new Uint8Array(0),
    validators: places.map((at) => signerFromSeed(validatorSeed(at)).publicKey),
  };
  const start = async (at: number): Promise<[ChildProcess, CometProcess]> => {
    const home = join(folder, `kvstore${at + 1}`);
    const abciSocket = join(home, "app.sock");
    await mkdir(home, { recursive: true });
    const config = {
      moniker: `machine ${at + 1}`,
      p2pListen: p2p(at),
      rpcPort: rpcPort(at),
      abciSocket,
      peers: places
        .filter((other) => other !== at)
        .map((other) => `${nodeIdOf(nodeSeed(other))}@${p2p(other)}`),
      timing,
    };
    await writeCometFiles({
      folder: home,
      genesis,
      config,
      validatorSeed: validatorSeed(at),
      nodeSeed: nodeSeed(at),
    });
    const app = spawn(plan.kvstore, [abciSocket, home], { stdio: "ignore" });
    await until(async () => existsSync(abciSocket));
    const consensus = startComet({ binary: plan.cometbft, folder: home, log: SILENT });
    await answers(rpcPort(at));
    return [app, consensus];
  };
  const started = await Promise.all(places.map(start));
  return {
    write: (count) => transactions(count, plan.bytes),
    machines: started.map(([app, consensus], at) => ({
      app: app.pid ?? 0,
      consensus: consensus.pid,
      rpcPort: rpcPort(at),
    })),
    async stop() {
      await Promise.all(started.map(([, consensus]) => consensus.stop()));
      for (const [app] of started) app.kill("SIGTERM");
    },
  };
}

function transactions(count: number, bytes: number): Uint8Array[] {
  return Array.from({ length: count }, (_, at) => {
    const key = `k${at}=`;
    return new TextEncoder().encode(key.padEnd(bytes, "v"));
  });
}
