import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Clock, movableClock, systemClock } from "../../engine/clock.ts";
import { checkpointFile } from "../../engine/embedded/checkpoint-file.ts";
import { startEmbeddedEngine } from "../../engine/embedded/embedded-engine.ts";
import { openFileMarker } from "../../engine/embedded/head-marker.ts";
import { type Signer, signerFromSeed } from "../../engine/embedded/signer.ts";
import type { Engine } from "../../engine/engine.ts";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { openLevelStore } from "../../engine/store/level-store.ts";
import { writeFounding } from "../../node/founding/founding-file.ts";
import { createHome } from "../../node/home/create-home.ts";
import type { DemoPerson } from "../../node/home/demo-file.ts";
import { communityOf } from "../../protocol/founding.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import { HOUR } from "../../protocol/kernel/time.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { createDemoDriver, type DemoBlob } from "./demo-driver.ts";
import { demoFounding } from "./founding.ts";
import { machineSeeds } from "./helping.ts";
import { APPLICANT, MEMBERS } from "./people.ts";
import { createRandom, type Random } from "./random.ts";
import { playStory, STORY_MS } from "./story.ts";
import { CHARTER } from "./texts.ts";

const SETTLING_BLOCKS = 20;

/** What a demonstration is made of. */
export interface DemoChoice {
  readonly home: string;
  /** The same seed makes the same people, salts, payments and answers. */
  readonly seed: string;
  /** The moment at which the story ends. */
  readonly now: number;
  /** How many people run a machine in the end; nobody does unless given. */
  readonly helpers?: number;
}

/** What came of it. */
export interface CreatedDemo {
  readonly height: number;
  readonly actions: number;
}

/**
 * Founds the demonstration and plays its month: real signatures, a real engine, a moved clock.
 *
 * Why beside and then renamed: anyone who stops this halfway finds no half-made community later.
 */
export async function createDemo(choice: DemoChoice): Promise<CreatedDemo> {
  const { home, seed, now, helpers = 0 } = choice;
  const beside = `${home}.new`;
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside, { recursive: true, mode: 0o700 });
  const random = createRandom(seed);
  const keys = demoKeys(random);
  const foundedAt = Math.floor((now - STORY_MS) / HOUR) * HOUR;
  const [validatorSeed = random.bytes("validator")] = machineSeeds(random, 1);
  const validator = signerFromSeed(validatorSeed).publicKey;
  const { document, blobs } = demoFounding({ random, foundedAt, validator, ...keys });
  const founding = foundingJson(document, blobs);
  const people = demoPeople(random);
  const { layout, file } = await createHome({
    home: beside,
    law: folkmootLaw,
    founding,
    validatorSeed,
    demo: { people, aheadMs: 0 },
    now: foundedAt,
  });
  const clock = movableClock(systemClock, foundedAt - systemClock.now());
  const store = await openLevelStore(layout.store);
  const marker = await openFileMarker(layout.head);
  const engine = await startEmbeddedEngine({
    law: folkmootLaw,
    founding: file.document,
    store,
    signer: signerFromSeed(validatorSeed),
    clock,
    hasher: nativeHasher,
    marker,
    checkpoint: checkpointFile(layout.checkpoint),
  });
  let actions = 0;
  const stopCounting = engine.subscribe(({ receipts }) => {
    actions += receipts.length;
  });
  const keepBlob = ({ hash, bytes }: DemoBlob) =>
    writeFileSync(join(layout.blobs, toHex(hash)), bytes, { mode: 0o600 });
  const driver = createDemoDriver({ engine, clock, random, signerOf: keys.signerOf, keepBlob });
  const community = communityOf(nativeHasher, folkmootLaw, file.document);
  try {
    const machines = machineSeeds(random, helpers).map(signerFromSeed);
    await playStory(driver, { community, machines, ...keys }, foundedAt);
    await settle(engine, clock);
  } finally {
    stopCounting();
    await engine.stop();
    await store.close();
    await marker.close();
  }
  const { height } = engine.head();
  mkdirSync(join(home, ".."), { recursive: true });
  rmSync(home, { recursive: true, force: true });
  renameSync(beside, home);
  return { height, actions };
}

/** Lets happen what is due by now, such as machines that come one in a block. */
async function settle(engine: Engine, clock: Clock): Promise<void> {
  for (let block = 0; block < SETTLING_BLOCKS; block += 1) {
    if ((engine.ledger.nextDue() ?? Number.POSITIVE_INFINITY) > clock.now()) return;
    await engine.tick();
  }
}

/** The keys of the demonstration: anybody who knows the seed has them, and that is the point. */
function demoKeys(random: Random) {
  const made = new Map<string, Signer>();
  const keyOf = (purpose: string): Signer => {
    const known = made.get(purpose) ?? signerFromSeed(random.bytes(purpose));
    made.set(purpose, known);
    return known;
  };
  return {
    signerOf: (person: number) => keyOf(devicePurpose(person)),
    recoveryOf: (person: number) => keyOf(`recovery of ${person}`),
    secretOf: (invitation: string) => keyOf(`invitation by ${invitation}`),
  };
}

const devicePurpose = (person: number): string => `device of ${person}`;

function demoPeople(random: Random): DemoPerson[] {
  return [...MEMBERS, APPLICANT].map(({ name }, place) => ({
    person: place + 1,
    name,
    seed: toHex(random.bytes(devicePurpose(place + 1))),
  }));
}

function foundingJson(
  document: Parameters<typeof writeFounding>[0]["document"],
  blobs: readonly DemoBlob[],
): string {
  const written = JSON.parse(writeFounding({ ...CHARTER, document })) as object;
  const texts = blobs.map(({ bytes }) => Buffer.from(bytes).toString("base64"));
  return JSON.stringify({ ...written, texts });
}
