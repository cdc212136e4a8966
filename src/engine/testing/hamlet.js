import { createHash, generateKeyPairSync } from "node:crypto";
import { completeFounding } from "../../protocol/founding.js";
import { inDomain } from "../../protocol/kernel/domain.js";
import { signedMessage, writeEnvelope } from "../../protocol/kernel/envelope.js";
import { personId } from "../../protocol/kernel/ids.js";
import { encode } from "../../protocol/kernel/schema.js";
import { DAY } from "../../protocol/kernel/time.js";
import { folkmootLaw } from "../../protocol/rooms.js";
import { movableClock } from "../clock.js";
import { NO_CHECKPOINT } from "../embedded/checkpoint-file.js";
import { startEmbeddedEngine } from "../embedded/embedded-engine.js";
import { createMemoryMarker } from "../embedded/head-marker.js";
import { signerFromSeed } from "../embedded/signer.js";
import { nativeHasher } from "../native-hasher.js";
import { createMemoryStore } from "../store/memory-store.js";
/** When a hamlet is founded: a midnight. */
export const HAMLET_START = 20_000 * DAY;
/** Makes a signer whose key follows from a name. */
export function namedSigner(name) {
  return signerFromSeed(namedSeed(name));
}
/** Makes a seed that follows from a name. */
export function namedSeed(name) {
  return new Uint8Array(createHash("sha256").update(name).digest());
}
/** A clock that stands still until it is moved. */
export function stillClock(start = HAMLET_START) {
  return movableClock({ now: () => start, steady: () => 0 });
}
/** The seed of the key with which a hamlet's machine signs blocks, counted from 1. */
export function hamletValidatorSeed(machine) {
  return namedSeed(machine === 1 ? "validator" : `validator ${machine}`);
}
const hamletValidator = (machine) => signerFromSeed(hamletValidatorSeed(machine));
/** Lays a hamlet out; nothing runs yet. */
export function createHamlet(
  people = 3,
  store = createMemoryStore(),
  { foundedAt = HAMLET_START, machines = 1 } = {},
) {
  const validators = Array.from({ length: machines }, (_, at) => hamletValidator(at + 1));
  const [validator] = validators;
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
  const nonces = new Map();
  const nextNonce = (person) => {
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
      const signer = changed.signer ?? signers[person - 1];
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
      const whose = encode(personId, person);
      const proof = device.sign(
        nativeHasher.sha256(inDomain("device-proof", community, whose, device.publicKey)),
      );
      const action = folkmootLaw.actionByType.get("identity/add-device");
      if (action === undefined) throw new Error("the law has devices");
      const until = changed.isRefused === true ? 1 : 0;
      const input = { key: device.publicKey, kind: "device", until, proof };
      const body = {
        community: changed.community ?? community,
        person: person,
        device: 0,
        nonce,
        expires,
        tag: action.tag,
        payload: encode(action.input, input),
      };
      const signature = signer.sign(signedMessage(nativeHasher, body));
      return writeEnvelope({ kind: "person", body, signature });
    },
  };
}
//# sourceMappingURL=hamlet.js.map
