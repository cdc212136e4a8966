import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { systemClock } from "#engine/clock.js";
import { startCometEngine } from "#engine/comet/comet-engine.js";
import { nodeIdOf } from "#engine/comet/comet-home.js";
import { freePorts } from "#engine/comet/free-ports.js";
import type { NetworkStart } from "#engine/comet/options.js";
import { announceNetwork } from "#engine/embedded/announce-network.js";
import { NO_CHECKPOINT } from "#engine/embedded/checkpoint-file.js";
import { createMemoryMarker } from "#engine/embedded/head-marker.js";
import { signerFromSeed } from "#engine/embedded/signer.js";
import type { Engine } from "#engine/engine.js";
import { nativeHasher } from "#engine/native-hasher.js";
import { createMemoryStore } from "#engine/store/memory-store.js";
import type { Store } from "#engine/store/store.js";
import { QUICK } from "#engine/testing/comet-test-engine.js";
import {
  createTestEngine,
  namedSeed,
  type TestEngine,
  testValidatorSeed,
} from "#engine/testing/test-engine.js";
import { equalValidatorSet, type LightBlock } from "#protocol/chain/index.js";
import { folkmootLaw } from "#protocol/rooms.js";

/** A community of one machine, whose last block names those who sign from the next one on. */
export interface GrowingEngine {
  readonly testEngine: TestEngine;
  readonly start: NetworkStart;
  /** The light blocks of the one machine, the announcement last. */
  readonly lights: readonly LightBlock[];
}

/** The machines that take over; none of them made blocks before. */
const SUCCESSORS = [2, 3, 4, 5];

/** Makes some blocks on one machine, with actions and without, then announces four others. */
export async function growEngine(blocks: number): Promise<GrowingEngine> {
  const testEngine = createTestEngine(3, createMemoryStore(), { foundedAt: Date.now() - 60_000 });
  const engine = await testEngine.start();
  while (engine.head().height < blocks) {
    testEngine.clock.advance(250);
    if (engine.head().height % 3 === 0) await engine.submit(testEngine.addDevice(engine, 1));
    else await engine.tick();
  }
  await engine.stop();
  const keys = SUCCESSORS.map((machine) => signerFromSeed(testValidatorSeed(machine)).publicKey);
  const start = await announceNetwork(
    {
      law: folkmootLaw,
      founding: testEngine.founding,
      store: testEngine.store,
      signer: testEngine.validator,
      clock: testEngine.clock,
      hasher: nativeHasher,
      marker: testEngine.marker,
      checkpoint: NO_CHECKPOINT,
    },
    async () => keys,
  );
  const again = await testEngine.start();
  const lights = await lightsOf(again, 1, start.height - 1);
  await again.stop();
  const successors = equalValidatorSet(nativeHasher, keys);
  const last = lights.pop();
  if (!successors.ok || last === undefined) throw new Error("four machines make a set");
  // The one machine knows of itself alone; from the next block on the others tell of each other.
  lights.push({ ...last, nextValidators: successors.value });
  return { testEngine, start, lights };
}

/** Reads the light blocks of some heights, both ends included. */
export async function lightsOf(engine: Engine, from: number, to: number): Promise<LightBlock[]> {
  const lights: LightBlock[] = [];
  for (let height = from; height <= to; height += 1) {
    const block = await engine.lightBlock(height);
    if (block === undefined) throw new Error(`there is no light block ${height}`);
    lights.push(block);
  }
  return lights;
}

/** Starts the four machines on copies of the one machine's history. */
export async function startSuccessors(
  { testEngine, start }: GrowingEngine,
  folder: string,
  binary: string,
): Promise<Engine[]> {
  const ports = await freePorts(2 * SUCCESSORS.length);
  const nodeSeed = (machine: number): Uint8Array => namedSeed(`node ${machine}`);
  const addresses = SUCCESSORS.map(
    (machine, at) => `${nodeIdOf(nodeSeed(machine))}@127.0.0.1:${ports[2 * at]}`,
  );
  return Promise.all(
    SUCCESSORS.map(async (machine, at) => {
      const home = join(folder, `machine${machine}`);
      await mkdir(home, { recursive: true });
      return startCometEngine({
        law: folkmootLaw,
        founding: testEngine.founding,
        store: await copyOf(testEngine.store),
        marker: createMemoryMarker(),
        clock: systemClock,
        hasher: nativeHasher,
        checkpoint: NO_CHECKPOINT,
        network: {
          binary,
          folder: home,
          validatorSeed: testValidatorSeed(machine),
          nodeSeed: nodeSeed(machine),
          moniker: `machine ${machine}`,
          p2pListen: `127.0.0.1:${ports[2 * at]}`,
          rpcPort: ports[2 * at + 1] as number,
          peers: addresses.filter((_, place) => place !== at),
          start,
          timing: QUICK,
        },
      });
    }),
  );
}

async function copyOf(store: Store): Promise<Store> {
  const copy = createMemoryStore();
  const everything = { from: new Uint8Array(0), until: new Uint8Array(64).fill(255) };
  for await (const entry of store.entries(everything)) await copy.write([entry]);
  return copy;
}
