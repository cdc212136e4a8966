import {
  DAY,
  encode,
  type Law,
  machineAlpha,
  machineMessage,
  type PersonBody,
  type PersonId,
  type Receipt,
  type Seen,
  type Standing,
  toHex,
  writeEnvelope,
} from "#protocol/index.js";
import { signAction } from "#protocol/testing/sign-action.js";
import type { Key, KeyMaker } from "./keys.ts";

/** A device whose key the simulation has. */
export interface Device {
  readonly person: number;
  readonly device: number;
  readonly key: Key;
  nonce: number;
}

/** What of a signed action is to be different. */
export type Changed = Partial<Omit<PersonBody, "payload" | "tag">> & { readonly signer?: Key };

/** When something is signed, and which state of the community was verified before. */
export type Moment = Pick<Standing, "now"> & { readonly seen: Seen };

/** What of a receipt tells about devices. */
export type Learned = Pick<Receipt, "type" | "code" | "events"> & { readonly person: number };

/** Everybody who acts, with their keys. */
export interface Cast {
  readonly community: Uint8Array;
  readonly devices: readonly Device[];
  readonly keys: KeyMaker;
  /** A device of a person, the first unless told otherwise; nothing when none is known. */
  deviceOf(person: number, pick?: (devices: readonly Device[]) => Device): Device | undefined;
  /** Makes a key that may come to belong to somebody. */
  newKey(): Key;
  /** The key with this public half, if it was made here. */
  keyOf(publicKey: Uint8Array): Key | undefined;
  sign(device: Device, type: string, input: unknown, at: Moment, changed?: Changed): Uint8Array;
  /** Writes what the machine that makes the blocks says by itself, or another key in its place. */
  say(type: string, input: unknown, key?: Key): Uint8Array;
  /** Signs an action by which somebody joins. */
  signJoin(key: Key, type: string, input: unknown, at: Moment): Uint8Array;
  /** Takes note of the devices that a receipt brought. */
  learn(receipt: Learned, input: unknown): void;
}

/** Whom a cast is gathered around. */
export interface CastDeps {
  readonly community: Uint8Array;
  readonly founders: readonly Key[];
  /** The machine that makes the blocks. */
  readonly validator: Key;
  readonly name: string;
}

/** Gathers a cast around the founders. */
export function createCast(
  law: Law,
  keys: KeyMaker,
  { community, founders, validator, name }: CastDeps,
): Cast {
  const devices: Device[] = founders.map((key, at) => ({
    person: at + 1,
    device: 0,
    key,
    nonce: 0,
  }));
  const made = new Map<string, Key>();
  let salts = 0;
  const write = (
    type: string,
    input: unknown,
    key: Key,
    body: Omit<PersonBody, "tag" | "payload">,
  ) => {
    salts += 1;
    return signAction(law, key, { ...body, type, input, salt: salts });
  };
  return {
    community,
    devices,
    keys,
    deviceOf(person, pick = (own) => own[0] as Device) {
      const own = devices.filter((device) => device.person === person);
      return own.length === 0 ? undefined : pick(own);
    },
    newKey() {
      const key = keys.make(`${name} key ${made.size}`);
      made.set(toHex(key.publicKey), key);
      return key;
    },
    keyOf: (publicKey) => made.get(toHex(publicKey)),
    sign(device, type, input, { now, seen }, { signer, ...changed } = {}) {
      device.nonce += 1;
      const own = { community, person: device.person as PersonId, device: device.device };
      const body = { ...own, nonce: device.nonce, expires: now + DAY, seen, ...changed };
      return write(type, input, signer ?? device.key, body);
    },
    signJoin(key, type, input, { now, seen }) {
      const nobody = { community, person: 0 as PersonId, device: 0, nonce: 0 };
      return write(type, input, key, { ...nobody, expires: now + DAY, seen });
    },
    say(type, input, key = validator) {
      const action = law.actionByType.get(type);
      if (action?.says === undefined) throw new Error(`machines do not say ${type}`);
      const payload = encode(action.input, input);
      const body = { community, key: key.publicKey, tag: action.tag, payload };
      const alpha = machineAlpha(community, action.says.matter(input as never));
      const isSigned = action.says.proof === "signature";
      const proof = isSigned ? key.sign(machineMessage(body)) : key.prove(alpha);
      return writeEnvelope({ kind: "machine", body, proof });
    },
    learn({ type, code, person, events }, input) {
      if (code !== 0 || (type !== "membership/join" && type !== "identity/add-device")) return;
      const given = input as { readonly key: Uint8Array; readonly recovery?: Uint8Array };
      const key = made.get(toHex(given.key));
      const number = type === "membership/join" ? 0 : Number(events[0]?.data["device"]);
      if (key !== undefined) devices.push({ person, device: number, key, nonce: 0 });
      const recovery = given.recovery && made.get(toHex(given.recovery));
      if (recovery !== undefined) devices.push({ person, device: 1, key: recovery, nonce: 0 });
    },
  };
}
