import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { communityOf, foundState } from "../../protocol/founding.ts";
import { createTree } from "../../protocol/kernel/tree/tree.ts";
import type { Law } from "../../protocol/law.ts";
import { createLedger } from "../../protocol/ledger.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { type Clock, systemClock } from "../clock.ts";
import { startCometEngine } from "../comet/comet-engine.ts";
import { nodeIdOf } from "../comet/comet-home.ts";
import type { CometTiming } from "../comet/config.ts";
import { freePorts } from "../comet/free-ports.ts";
import type { CometNetwork, NetworkStart } from "../comet/options.ts";
import { checkpointFile, NO_CHECKPOINT } from "../embedded/checkpoint-file.ts";
import { createMemoryMarker } from "../embedded/head-marker.ts";
import type { EngineLimits, EngineLog } from "../embedded/options.ts";
import { SILENT } from "../embedded/options.ts";
import type { Engine } from "../engine.ts";
import { nativeHasher } from "../native-hasher.ts";
import { nativeVerify } from "../native-signature.ts";
import { createMemoryStore } from "../store/memory-store.ts";
import type { Store } from "../store/store.ts";
import { verifyVrf } from "../vrf.ts";
import { createTestEngine, namedSeed, type TestEngine, testValidatorSeed } from "./test-engine.ts";

/** A community on several machines, all of them on this one. */
export interface CometTestEngine extends Pick<TestEngine, "addDevice" | "founding" | "people"> {
  /** Starts one of the machines, counted from 1, on what it has kept. */
  start(
    machine: number,
    changed?: Partial<CometNetwork>,
    store?: Store,
    law?: Law,
  ): Promise<Engine>;
  /** Where machines are found, as their peers name them. */
  addressesOf(machines: readonly number[]): string[];
  /** What a machine has kept; a test's place to let its disk fail. */
  storeOf(machine: number): Store;
}

/** Timing that keeps tests short. */
export const QUICK: CometTiming = { commit: 50, propose: 1_000, vote: 500, heartbeat: 300 };

/** What of a test engine on several machines is to be different. */
export interface CometPlan {
  /** Machines that sign; more can follow without a seat, counted after these. */
  readonly machines?: number;
  readonly followers?: number;
  /** Blocks from one snapshot to the next; none are made unless given. */
  readonly snapshotEvery?: number;
  readonly people?: number;
  readonly timing?: CometTiming;
  readonly log?: EngineLog;
  readonly limits?: Partial<EngineLimits>;
  /** The law's clock; CometBFT's own is the machine's. */
  readonly clock?: Clock;
}

/** Lays a test engine out whose machines find each other on loopback; nothing runs yet. */
export async function createCometTestEngine(
  folder: string,
  binary: string,
  plan: CometPlan = {},
): Promise<CometTestEngine> {
  const { machines = 1, followers = 0, people = 3, timing = QUICK, log = SILENT } = plan;
  const foundedAt = Date.now() - 60_000;
  const testEngine = createTestEngine(people, createMemoryStore(), { foundedAt, machines });
  const start = startOf(testEngine);
  const all = machines + followers;
  const ports = await freePorts(2 * all);
  const kept = Array.from({ length: all }, () => ({
    store: createMemoryStore(),
    marker: createMemoryMarker(),
  }));
  const peers = kept.map((_, at) => `${nodeIdOf(nodeSeed(at + 1))}@127.0.0.1:${ports[2 * at]}`);
  return {
    ...testEngine,
    addressesOf: (machines) => machines.map((machine) => peers[machine - 1] as string),
    storeOf: (machine) => (kept[machine - 1] as (typeof kept)[0]).store,
    async start(machine, changed = {}, store, law = folkmootLaw) {
      const home = join(folder, `machine${machine}`);
      await mkdir(home, { recursive: true });
      const at = machine - 1;
      const network: CometNetwork = {
        binary,
        folder: home,
        validatorSeed: testValidatorSeed(machine),
        nodeSeed: nodeSeed(machine),
        moniker: `machine ${machine}`,
        p2pListen: `127.0.0.1:${ports[2 * at]}`,
        rpcPort: ports[2 * at + 1] as number,
        peers: peers.filter((_, place) => place !== at),
        start,
        timing,
        ...changed,
      };
      return startCometEngine({
        law,
        founding: testEngine.founding,
        ...(kept[at] as (typeof kept)[0]),
        ...(store === undefined ? {} : { store }),
        clock: plan.clock ?? systemClock,
        hasher: nativeHasher,
        checkpoint: NO_CHECKPOINT,
        beginning: checkpointFile(join(home, "beginning")),
        ...(plan.snapshotEvery === undefined
          ? {}
          : { snapshots: { folder: join(home, "snapshots"), every: plan.snapshotEvery } }),
        network,
        log,
        limits: plan.limits ?? {},
      });
    },
  };
}

const nodeSeed = (machine: number): Uint8Array => namedSeed(`node ${machine}`);

function startOf({ founding }: TestEngine): NetworkStart {
  const world = { hasher: nativeHasher, verify: nativeVerify, vrf: verifyVrf };
  const founded = foundState(folkmootLaw, founding, world);
  if (!founded.ok) throw new Error(founded.reason);
  const tree = createTree(nativeHasher);
  tree.commit(tree.apply(tree.empty, founded.value.state.changes()));
  const community = communityOf(nativeHasher, folkmootLaw, founding);
  const ledger = createLedger({ law: folkmootLaw, community, world, tree, height: 0 });
  return {
    height: 1,
    time: founding.foundedAt,
    root: ledger.root(),
    validators: founding.validators.map(({ key }) => key),
    edition: founding.format,
  };
}
