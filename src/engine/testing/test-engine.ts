import { createHash, generateKeyPairSync } from "node:crypto";
import { completeFounding, type FoundingDocument } from "../../protocol/founding.ts";
import { inDomain } from "../../protocol/kernel/domain.ts";
import type { PersonId } from "../../protocol/kernel/ids.ts";
import { personId } from "../../protocol/kernel/ids.ts";
import { encode } from "../../protocol/kernel/schema.ts";
import type { Seen } from "../../protocol/kernel/seen.ts";
import { DAY } from "../../protocol/kernel/time.ts";
import type { Law } from "../../protocol/law.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { signAction } from "../../protocol/testing/sign-action.ts";
import { type Clock, type MovableClock, movableClock } from "../clock.ts";
import { type CheckpointFile, NO_CHECKPOINT } from "../embedded/checkpoint-file.ts";
import { startEmbeddedEngine } from "../embedded/embedded-engine.ts";
import { createMemoryMarker, type HeadMarker } from "../embedded/head-marker.ts";
import type { EngineLimits } from "../embedded/options.ts";
import { machineSigner, type Signer, signerFromSeed } from "../embedded/signer.ts";
import type { Engine } from "../engine.ts";
import { nativeHasher } from "../native-hasher.ts";
import { createMemoryStore } from "../store/memory-store.ts";
import type { Store } from "../store/store.ts";

/** When a test engine is founded: a midnight. */
export const TEST_ENGINE_START = 20_000 * DAY;

/** Makes a signer whose key follows from a name. */
export function namedSigner(name: string): Signer {
  return signerFromSeed(namedSeed(name));
}

/** Makes a seed that follows from a name. */
export function namedSeed(name: string): Uint8Array {
  return new Uint8Array(createHash("sha256").update(name).digest());
}

/** The least that an engine needs: a founding with some people, a validator, a clock, a store. */
export interface TestEngine {
  readonly founding: FoundingDocument;
  readonly validator: Signer;
  /** Person n signs with the signer n - 1. */
  readonly people: readonly Signer[];
  readonly clock: MovableClock;
  readonly store: Store;
  readonly marker: HeadMarker;
  start(changed?: TestEngineChanges): Promise<Engine>;
  /** An action that adds a device to a person. */
  addDevice(engine: Engine, person: number, changed?: ActionChanges): Uint8Array;
}

/** What of a test engine's start is to be different. */
export interface TestEngineChanges {
  readonly store?: Store;
  readonly marker?: HeadMarker;
  readonly clock?: Clock;
  readonly signer?: Signer;
  readonly checkpoint?: CheckpointFile;
  readonly limits?: Partial<EngineLimits>;
  readonly acceptGap?: boolean;
  readonly acceptFuture?: boolean;
  readonly law?: Law;
  readonly founding?: FoundingDocument;
}

/** What of an action is to be different. */
export interface ActionChanges {
  readonly nonce?: number;
  readonly expires?: number;
  readonly community?: Uint8Array;
  readonly seen?: Seen;
  readonly signer?: Signer;
  readonly name?: string;
  /** Ends it in the past, so that the rule refuses it. */
  readonly isRefused?: boolean;
}

/** A clock that stands still until it is moved. */
export function stillClock(start = TEST_ENGINE_START): MovableClock {
  return movableClock({ now: () => start, steady: () => 0 });
}

/** When a test engine is founded, and by how many machines. */
export interface TestEnginePlan {
  readonly foundedAt?: number;
  readonly machines?: number;
}

/** The seed of the key with which a test engine's machine signs blocks, counted from 1. */
export function testValidatorSeed(machine: number): Uint8Array {
  return namedSeed(machine === 1 ? "validator" : `validator ${machine}`);
}

const testEngineValidator = (machine: number): Signer => machineSigner(testValidatorSeed(machine));

/** Lays a test engine out; nothing runs yet. */
export function createTestEngine(
  people = 3,
  store: Store = createMemoryStore(),
  { foundedAt = TEST_ENGINE_START, machines = 1 }: TestEnginePlan = {},
): TestEngine {
  const validators = Array.from({ length: machines }, (_, at) => testEngineValidator(at + 1));
  const [validator] = validators as [Signer];
  const signers = Array.from({ length: people }, (_, at) => namedSigner(`person ${at + 1}`));
  const none = new Uint8Array(32);
  const founding = completeFounding(folkmootLaw.rooms, {
    format: 1,
    foundedAt,
    salt: none,
    validators: validators.map(({ publicKey }) => ({ key: publicKey, power: 1 })),
    rooms: {
      identity: { people: signers.map(({ publicKey }) => ({ device: publicKey, recovery: none })) },
    },
  });
  const clock = stillClock(foundedAt);
  const marker = createMemoryMarker();
  const nonces = new Map<number, number>();
  const nextNonce = (person: number): number => {
    const nonce = (nonces.get(person) ?? 0) + 1;
    nonces.set(person, nonce);
    return nonce;
  };
  return {
    founding,
    validator,
    people: signers,
    clock,
    store,
    marker,
    start: (changed = {}) =>
      startEmbeddedEngine({
        law: folkmootLaw,
        founding,
        store,
        signer: validator,
        clock,
        hasher: nativeHasher,
        marker,
        checkpoint: NO_CHECKPOINT,
        ...changed,
      }),
    addDevice(engine, person, changed = {}) {
      const nonce = changed.nonce ?? nextNonce(person);
      const signer = changed.signer ?? (signers[person - 1] as Signer);
      const expires = changed.expires ?? engine.head().time + DAY;
      const { community } = engine.ledger;
      const device = namedSigner(
        changed.name ??
          generateKeyPairSync("ed25519")
            .publicKey.export({
              format: "der",
              type: "spki",
            })
            .toString("hex"),
      );
      const whose = encode(personId, person as PersonId);
      const proof = device.sign(
        nativeHasher.sha256(inDomain("device-proof", community, whose, device.publicKey)),
      );
      const until = changed.isRefused === true ? 1 : 0;
      const input = { key: device.publicKey, kind: "device", until, proof };
      return signAction(folkmootLaw, signer, {
        community: changed.community ?? community,
        person,
        nonce,
        expires,
        seen: changed.seen ?? engine.ledger.seen(),
        type: "identity/add-device",
        input,
      });
    },
  };
}
