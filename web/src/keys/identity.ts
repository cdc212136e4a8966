import {
  hasCrypto,
  hasNativeEd25519,
  importNativePair,
  makeNativePair,
  signNative,
} from "./ed25519.ts";
import { toHex } from "./encoding.ts";
import { type Keyed, keyed, unkeyed } from "./key-fault.ts";
import { type LockedSeed, lockSeed, publicOfSeed, signLocked } from "./locked-seed.ts";
import { drop, keep, kept } from "./store.ts";

/** Where a key came from: made here, brought from a recovery file, or lent by the demonstration. */
export type KeyOrigin = "device" | "recovered" | "demo";

/**
 * Someone that this device can act as, in one community.
 *
 * Shape: `person` is known once the community has seen the key.
 */
export interface Identity {
  readonly id: string;
  readonly community: string;
  readonly publicKey: Uint8Array;
  readonly origin: KeyOrigin;
  readonly secret: CryptoKey | LockedSeed;
  readonly label: string;
  readonly person?: number;
}

/** What is told when a key is made or brought in. */
export interface NewIdentity {
  readonly community: string;
  readonly label: string;
  readonly origin: KeyOrigin;
  readonly person?: number;
}

const idOf = (community: string, publicKey: Uint8Array): string =>
  `${community}:${toHex(publicKey)}`;

async function written(identity: Identity): Promise<Keyed<Identity>> {
  try {
    await keep(identity);
    return keyed(identity);
  } catch {
    return unkeyed("noStore");
  }
}

async function secretOf(
  seed: Uint8Array | undefined,
): Promise<Pick<Identity, "publicKey" | "secret">> {
  if (await hasNativeEd25519()) {
    const pair = await (seed === undefined ? makeNativePair() : importNativePair(seed));
    return { publicKey: pair.publicKey, secret: pair.privateKey };
  }
  const own = seed ?? crypto.getRandomValues(new Uint8Array(32));
  return { publicKey: await publicOfSeed(own), secret: await lockSeed(own) };
}

async function enrol(about: NewIdentity, seed?: Uint8Array): Promise<Keyed<Identity>> {
  if (!hasCrypto()) return unkeyed("noCrypto");
  const { publicKey, secret } = await secretOf(seed);
  return written({ ...about, id: idOf(about.community, publicKey), publicKey, secret });
}

/** Makes a key on this device whose secret nobody can copy, and keeps it. */
export const makeIdentity = (about: NewIdentity): Promise<Keyed<Identity>> => enrol(about);

/** Brings in a secret of 32 bytes, from a recovery file or the demonstration, and keeps it. */
export const bringIdentity = (about: NewIdentity, seed: Uint8Array): Promise<Keyed<Identity>> =>
  enrol(about, seed);

/** Returns everyone that this device can act as in a community. */
export async function identitiesOf(community: string): Promise<Identity[]> {
  try {
    return (await kept<Identity>()).filter((each) => each.community === community);
  } catch {
    return [];
  }
}

/** Notes which person of the community a key belongs to. */
export const namePerson = (
  identity: Identity,
  person: number,
  label: string,
): Promise<Keyed<Identity>> => written({ ...identity, person, label });

/** What stands for the community in a founder's key, which is made before there is one. */
export const unfounded = "unfounded";

/** Makes a founder's key one of the community that it founded, as a person there. */
export async function moveIdentity(
  identity: Identity,
  community: string,
  person: number,
): Promise<Keyed<Identity>> {
  const id = idOf(community, identity.publicKey);
  const moved = await written({ ...identity, id, community, person });
  if (moved.ok) await drop(identity.id);
  return moved;
}

/** Forgets a key on this device, for good. */
export const forgetIdentity = (identity: Identity): Promise<unknown> => drop(identity.id);

/** Signs with a person's key; the secret stays where it is. */
export function sign(identity: Identity, message: Uint8Array): Promise<Uint8Array> {
  return "lock" in identity.secret
    ? signLocked(identity.secret, message)
    : signNative(identity.secret, message);
}
