import type { RuleContext } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { inDomain } from "../kernel/domain.ts";
import type { PersonId } from "../kernel/ids.ts";
import { personId } from "../kernel/ids.ts";
import { encode } from "../kernel/schema.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { type Device, deviceByKey, devices, nonces, people } from "./types.ts";

type Hash = Pick<RuleContext, "sha256">;

/** A device with its number. */
export interface NumberedDevice extends Device {
  readonly device: number;
}

/** The first 30 bytes of a key's hash, by which devices are found. */
export function keyHash(world: Hash, key: Uint8Array): Uint8Array {
  return world.sha256(inDomain("key", key)).slice(0, 30);
}

/** Tells whether a key was ever registered, by anybody. */
export function isKeyTaken(world: Hash, state: Reader, key: Uint8Array): boolean {
  return deviceByKey.has(state, [keyHash(world, key)]);
}

/** Tells whether a device may sign at a moment. */
export function isLive(device: Device, now: number): boolean {
  return device.until === 0 || now < device.until;
}

/** A person's devices that may sign at a moment, recovery keys included. */
export function liveDevices(state: Reader, person: PersonId, now: number): NumberedDevice[] {
  const live: NumberedDevice[] = [];
  for (const { key, row } of devices.entries(state, [person])) {
    if (isLive(row, now)) live.push({ device: key[1], ...row });
  }
  return live;
}

/** Registers a further key of a person and returns the device's number. */
export function addKey(
  world: Hash,
  state: Writer,
  person: PersonId,
  device: Omit<Device, "frozenUntil">,
): number {
  const row = present(people.get(state, [person]), "a device is added to a person who exists");
  const number = row.devices;
  people.put(state, [person], { ...row, devices: number + 1 });
  devices.put(state, [person, number], { ...device, frozenUntil: 0 });
  deviceByKey.put(state, [keyHash(world, device.key)], { person, device: number });
  nonces.put(state, [person, number], { last: 0, day: 0 });
  return number;
}

/** What a new device signs to show that the key is its own and that it wants to belong to this person. */
export function deviceProof(
  world: Hash & Pick<RuleContext, "community">,
  person: PersonId,
  key: Uint8Array,
): Uint8Array {
  const whose = encode(personId, person);
  return world.sha256(inDomain("device-proof", world.community, whose, key));
}

/**
 * What a recovery key signs that comes along with a person's first key.
 *
 * Why: nobody can take somebody else's key for their own, so that its person finds it in use.
 */
export function recoveryProof(
  world: Hash & Pick<RuleContext, "community">,
  firstKey: Uint8Array,
): Uint8Array {
  return world.sha256(inDomain("recovery-proof", world.community, firstKey));
}
