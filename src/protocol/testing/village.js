import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
} from "node:crypto";
import { completeFounding, foundState } from "../founding.js";
import { equalBytes } from "../kernel/bytes.js";
import { signedMessage, writeEnvelope } from "../kernel/envelope.js";
import { NOBODY } from "../kernel/ids.js";
import { encode } from "../kernel/schema.js";
import { DAY } from "../kernel/time.js";
import { createLaw } from "../law.js";
import { createMachine } from "../machine.js";
import { rooms as allRooms } from "../rooms.js";

const sha256 = (bytes) => new Uint8Array(createHash("sha256").update(bytes).digest());
/** SHA-256 by the platform, one block after another. */
export const testHasher = {
  sha256,
  sha256Blocks(blocks, digests) {
    for (let at = 0; at < blocks.length; at += 64) {
      digests.set(sha256(blocks.subarray(at, at + 64)), at >> 1);
    }
  },
};
const SPKI = Buffer.from("302a300506032b6570032100", "hex");
/** Verifies by the platform. */
export function testVerify(key, message, signature) {
  try {
    const der = Buffer.concat([SPKI, key]);
    return verify(
      null,
      message,
      createPublicKey({ key: der, format: "der", type: "spki" }),
      signature,
    );
  } catch {
    return false;
  }
}
/** Makes a new key pair. */
export function makeKey() {
  return keyFrom(generateKeyPairSync("ed25519").privateKey);
}
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");
/** Returns the key pair whose secret seed is the SHA-256 of a word; the same for the same word. */
export function keyOf(word) {
  const seed = createHash("sha256").update(word).digest();
  const key = Buffer.concat([PKCS8, seed]);
  return keyFrom(createPrivateKey({ key, format: "der", type: "pkcs8" }));
}
function keyFrom(privateKey) {
  const spki = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  return {
    publicKey: new Uint8Array(spki.subarray(spki.length - 32)),
    sign: (message) => new Uint8Array(sign(null, message, privateKey)),
  };
}
/** Where a test village's time begins: a midnight. */
export const VILLAGE_START = 20_000 * DAY;
/** A founding member, as the founding document lists one. */
export function founder(person, since = VILLAGE_START) {
  return { person, since, founder: true, invitedBy: NOBODY };
}
/**
 * Founds a village of some people, all of them founders, or of the people with these keys.
 *
 * Why: given keys make the whole founding the same each time, as vectors need it.
 * Shape: `founding` adds or replaces parts of the founding document; `machines` sign its blocks.
 */
export function foundVillage(people, founding = {}, rooms = allRooms, machines) {
  const isGiven = typeof people !== "number";
  const keys = isGiven ? [...people] : Array.from({ length: people }, makeKey);
  const validators = machines ?? [isGiven ? keyOf("validator") : makeKey()];
  const none = new Uint8Array(32);
  const law = createLaw(rooms);
  const document = completeFounding(rooms, {
    format: 1,
    foundedAt: VILLAGE_START,
    salt: none,
    validators: validators.map(({ publicKey }) => ({ key: publicKey, power: 1 })),
    rooms: {
      identity: { people: keys.map((key) => ({ device: key.publicKey, recovery: none })) },
      membership: { members: keys.map((_, at) => founder(at + 1)), vouches: [] },
      ...founding,
    },
  });
  const world = { hasher: testHasher, verify: testVerify };
  const founded = foundState(rooms, document, world);
  if (!founded.ok) throw new Error(founded.reason);
  const { community, state } = founded.value;
  const machine = createMachine(law, community, world);
  let nonce = 0;
  const submit = (key, person, type, input) => {
    const action = law.actionByType.get(type);
    if (action === undefined) throw new Error(`no action ${type}`);
    const wrong = action.input.problem(input);
    if (wrong !== undefined) throw new Error(`${type}: ${wrong}`);
    nonce += 1;
    const body = {
      community,
      person,
      device: 0,
      nonce: person === NOBODY ? 0 : nonce,
      expires: village.now + DAY,
      tag: action.tag,
      payload: encode(action.input, input),
    };
    const signature = key.sign(signedMessage(testHasher, body));
    return machine.execute(state, writeEnvelope({ kind: "person", body, signature }), village.now);
  };
  const village = {
    law,
    machine,
    state,
    community,
    keys,
    now: VILLAGE_START,
    act: (person, type, input) => {
      const key = keys[person - 1];
      if (key === undefined) throw new Error(`person ${person} has no key`);
      return submit(key, person, type, input);
    },
    join: (key, type, input) => submit(key, NOBODY, type, input),
    pass(milliseconds) {
      village.now += milliseconds;
      machine.begin(state, village.now);
    },
    view(name, query) {
      const view = law.viewByName.get(name);
      if (view === undefined) throw new Error(`no view ${name}`);
      return view.read({ ...machine.surroundings(village.now), state, query });
    },
    assertSound() {
      const broken = machine.broken(state, village.now);
      if (broken.length > 0) throw new Error(broken.join("\n"));
    },
  };
  return village;
}
/** The fault's code of a receipt, or "done". */
export function outcomeOf(receipt) {
  return receipt.refusal?.fault.code ?? "done";
}
export { equalBytes };
//# sourceMappingURL=village.js.map
