import { deviceProof } from "../identity/index.ts";
import type { PersonId } from "../kernel/ids.ts";
import { keyOf, makeKey, type TestKey, testHasher } from "./test-keys.ts";
import { foundTestLaw, type KeyHolder, outcomeOf, type TestLaw } from "./test-law.ts";

/** What is shown of a key in these tests. */
export interface ShownKey {
  readonly device: number;
  readonly isLive: boolean;
  readonly isNew: boolean;
  readonly isFrozen: boolean;
  readonly rank: number;
  readonly removal: { readonly at: number; readonly together: number | null } | null;
}

/** One person's keys, called by name. */
export interface Keyring {
  readonly testLaw: TestLaw;
  /** One of the keys, with its number. */
  holder(name: string): KeyHolder;
  /** Does something with a key and tells what came of it. */
  act(name: string, type: string, input?: unknown): string;
  /** Adds a key of a new name with another one. */
  add(by: string, name: string, kind?: "device" | "recovery", until?: number): string;
  /** Acts on another key: removes it, or objects, or refuses it. */
  on(by: string, verb: "revoke-device" | "veto-removal" | "veto-device", of: string): string;
  freeze(by: string): string;
  lift(by: string): string;
  /** Tries what only an unfrozen everyday key may. */
  speak(by: string): string;
  number(name: string): number;
  shown(name: string): ShownKey;
  /** The names of the keys that may sign, the first in rank in front. */
  ranked(): readonly string[];
}

/** The input with which a key is added to a person. */
export function addInput(
  testLaw: TestLaw,
  person: number,
  key: TestKey,
  kind: "device" | "recovery" = "device",
  until = 0,
) {
  const world = { sha256: testHasher.sha256, community: testLaw.community };
  const proof = key.sign(deviceProof(world, person as PersonId, key.publicKey));
  return { key: key.publicKey, kind, until, proof };
}

/** Founds a community of four whose first person has a `phone` and, unless told otherwise, a `sheet`. */
export function foundKeyring(hasSheet = true, founding: { readonly [room: string]: unknown } = {}) {
  const none = new Uint8Array(32);
  const keys = [1, 2, 3, 4].map(() => makeKey());
  const sheet = makeKey();
  const people = keys.map((key, at) => ({
    device: key.publicKey,
    recovery: hasSheet && at === 0 ? sheet.publicKey : none,
  }));
  const testLaw = foundTestLaw(keys, { identity: { people }, ...founding });
  const named = new Map([["phone", keys[0] ?? sheet]]);
  if (hasSheet) named.set("sheet", sheet);
  return keyringOf(testLaw, 1, named);
}

/** Holds a person's keys, in the order of their numbers. */
export function keyringOf(testLaw: TestLaw, person: number, keys: Map<string, TestKey>): Keyring {
  const numbers = new Map([...keys.keys()].map((name, at) => [name, at]));
  const holder = (name: string) => {
    const [device, key] = [numbers.get(name), keys.get(name)];
    if (device === undefined || key === undefined) throw new Error(`there is no key ${name}`);
    return { person, device, key };
  };
  const devices = () => testLaw.view<readonly ShownKey[]>("identity/devices", { person });
  const ring: Keyring = {
    testLaw,
    holder,
    act: (name, type, input = {}) => outcomeOf(testLaw.actWith(holder(name), type, input)),
    add(by, name, kind = "device", until = 0) {
      const key = keyOf(`${person} ${name}`);
      const input = addInput(testLaw, person, key, kind, until);
      const receipt = testLaw.actWith(holder(by), "identity/add-device", input);
      if (receipt.code === 0) {
        keys.set(name, key);
        numbers.set(name, Number(receipt.events[0]?.data["device"]));
      }
      return outcomeOf(receipt);
    },
    on: (by, verb, of) => ring.act(by, `identity/${verb}`, { device: ring.number(of) }),
    freeze: (by) => ring.act(by, "identity/freeze"),
    lift: (by) => ring.act(by, "identity/lift-freeze"),
    speak: (by) => ring.act(by, "membership/vouch", { person: 99 }),
    number: (name) => holder(name).device,
    shown(name) {
      const found = devices().find(({ device }) => device === ring.number(name));
      if (found === undefined) throw new Error(`nothing is shown of ${name}`);
      return found;
    },
    ranked() {
      const live = devices().filter(({ isLive }) => isLive);
      const names = [...numbers.entries()];
      return [...live]
        .sort((left, right) => left.rank - right.rank)
        .map(({ device }) => names.find(([, number]) => number === device)?.[0] ?? "");
    },
  };
  return ring;
}
