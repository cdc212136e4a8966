import {
  type ActionType,
  type DeviceCode,
  type PlainInputOf,
  portableHasher,
  type Signer,
  seedSigner,
} from "folkmoot/client";
import { deviceProof, inDomain, type PersonId, recoveryProof } from "folkmoot/protocol";
import { fromHex, toHex } from "../keys/encoding.ts";
import type { Identity } from "../keys/identity.ts";
import { clientFor, clientOf, type Sent, signerFor } from "./acting.ts";

const none = "0".repeat(64);
const noProof = "0".repeat(128);

const bytesOf = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array();

/** Returns the public half of 32 secret bytes, in hexadecimal. */
export const publicHex = (seed: Uint8Array): string => toHex(seedSigner(seed).publicKey);

/** A recovery key: its public half, and how it signs. */
export interface RecoveryHand {
  readonly publicKey: Uint8Array;
  readonly sign: (message: Uint8Array) => Promise<Uint8Array>;
}

/** Asks to join with the secret of an invitation and a key that was made here. */
export async function joinWith(
  identity: Identity,
  invitation: number,
  secret: Uint8Array,
  recovery: RecoveryHand | undefined,
): Promise<Sent> {
  const community = bytesOf(identity.community);
  const message = portableHasher.sha256(
    inDomain("invitation-proof", community, identity.publicKey),
  );
  const proof = await seedSigner(secret).sign(message);
  const world = { sha256: portableHasher.sha256, community };
  const recoverySaid = recoveryProof(world, identity.publicKey);
  return clientOf(identity).act("membership/join", {
    invitation,
    key: toHex(identity.publicKey),
    recovery: recovery === undefined ? none : toHex(recovery.publicKey),
    proof: toHex(proof),
    recoveryProof: recovery === undefined ? noProof : toHex(await recovery.sign(recoverySaid)),
  });
}

async function proofOf(signer: Signer, community: string, person: number): Promise<string> {
  const world = { sha256: portableHasher.sha256, community: bytesOf(community) };
  const message = deviceProof(world, person as PersonId, signer.publicKey);
  return toHex(await signer.sign(message));
}

/**
 * What a new device shows so that it can be added: its key, its own proof, and the page that it has
 * verified, where there is one.
 */
export async function deviceCode(
  identity: Identity,
  person: number,
  page: string | undefined,
): Promise<string> {
  const proof = await proofOf(signerFor(identity), identity.community, person);
  return `${toHex(identity.publicKey)}${proof}${page === undefined ? "" : `.${page}`}`;
}

/** Adds the device whose code this is to the person who acts. */
export function addByCode(identity: Identity, { key, proof }: DeviceCode): Promise<Sent> {
  const input = { key, kind: "device", until: 0, proof } as const;
  return clientOf(identity).act("identity/add-device", input);
}

/** Adds a recovery key to the person who acts. */
export async function addRecovery(identity: Identity, seed: Uint8Array): Promise<Sent> {
  const signer = seedSigner(seed);
  const proof = await proofOf(signer, identity.community, identity.person ?? 0);
  const input = { key: toHex(signer.publicKey), kind: "recovery", until: 0, proof } as const;
  return clientOf(identity).act("identity/add-device", input);
}

/** Adds this device's new key to the person that a recovery secret belongs to. */
export async function comeBack(
  identity: Identity,
  seed: Uint8Array,
  person: number,
): Promise<Sent> {
  const proof = await proofOf(signerFor(identity), identity.community, person);
  const input = { key: toHex(identity.publicKey), kind: "device", until: 0, proof } as const;
  return clientFor(seedSigner(seed)).act("identity/add-device", input);
}

/** Signs with a recovery secret for as long as it is open: its public half, and how it acts. */
export function seedHand(seed: Uint8Array) {
  const signer = seedSigner(seed);
  const client = clientFor(signer);
  return {
    key: toHex(signer.publicKey),
    send: <T extends ActionType>(type: T, input: PlainInputOf<T>): Promise<Sent> =>
      client.act(type, input),
  };
}
