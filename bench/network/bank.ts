import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { nodeIdOf, writeCometFiles } from "#engine/comet/comet-home.js";
import type { CometTiming } from "#engine/comet/config.js";
import { freePorts } from "#engine/comet/free-ports.js";
import { signerFromSeed } from "#engine/embedded/signer.js";
import { toHex } from "#protocol/kernel/bytes.js";
import { seedOf } from "../crowd.ts";
import type { LineUp } from "./line-up.ts";
import { answers } from "./until.ts";

/** What the chain is to be. */
export interface BankPlan {
  readonly machines: number;
  readonly timing: CometTiming;
  /** The program `tools/bank`. */
  readonly program: string;
  /** Accounts that have money; each of them sends once. */
  readonly accounts: number;
}

const validatorSeed = (at: number) => seedOf(`bank validator ${at}`);
const nodeSeed = (at: number) => seedOf(`bank node ${at}`);

/** Starts a chain of the cosmos-sdk on some machines, with the configuration that Folkmoot's nodes write. */
export async function startBank(folder: string, plan: BankPlan): Promise<LineUp> {
  const places = Array.from({ length: plan.machines }, (_, at) => at);
  const ports = await freePorts(2 * plan.machines);
  const rpcPort = (at: number) => ports[2 * at + 1] as number;
  const genesis = join(folder, "genesis.json");
  const sends = join(folder, "sends");
  const keys = places.map((at) => toHex(signerFromSeed(validatorSeed(at)).publicKey));
  execFileSync(plan.program, ["found", genesis, sends, String(plan.accounts), ...keys]);
  const start = async (at: number): Promise<ChildProcess> => {
    const home = join(folder, `bank${at + 1}`);
    await writeHome(home, at, { plan, ports });
    copyFileSync(genesis, join(home, "config", "genesis.json"));
    const app = spawn(plan.program, ["run", home], { stdio: ["ignore", "ignore", "inherit"] });
    await answers(rpcPort(at));
    return app;
  };
  const started = await Promise.all(places.map(start));
  const written = readFileSync(sends, "latin1").trimEnd().split("\n");
  return {
    write: (count) => written.slice(0, count).map((line) => Buffer.from(line, "base64")),
    machines: started.map((app, at) => ({
      app: app.pid ?? 0,
      consensus: undefined,
      rpcPort: rpcPort(at),
    })),
    async stop() {
      await Promise.all(
        started.map((app) => {
          const ended = once(app, "exit");
          app.kill("SIGTERM");
          return ended;
        }),
      );
    },
  };
}

/** Writes what CometBFT reads, but for the genesis, which the chain has written. */
async function writeHome(
  home: string,
  at: number,
  { plan, ports }: { readonly plan: BankPlan; readonly ports: readonly number[] },
): Promise<void> {
  const p2p = (machine: number) => `127.0.0.1:${ports[2 * machine]}`;
  const others = Array.from({ length: plan.machines }, (_, machine) => machine).filter(
    (machine) => machine !== at,
  );
  await writeCometFiles({
    folder: home,
    genesis: {
      chainId: "bank",
      time: Date.now(),
      initialHeight: 1,
      edition: 1,
      root: new Uint8Array(0),
      validators: [],
    },
    config: {
      moniker: `machine ${at + 1}`,
      p2pListen: p2p(at),
      rpcPort: ports[2 * at + 1] as number,
      abciSocket: join(home, "not-used.sock"),
      peers: others.map((other) => `${nodeIdOf(nodeSeed(other))}@${p2p(other)}`),
      timing: plan.timing,
    },
    validatorSeed: validatorSeed(at),
    nodeSeed: nodeSeed(at),
  });
}
