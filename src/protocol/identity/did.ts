import { concatBytes, toHex } from "../kernel/bytes.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Reader } from "../kernel/state.ts";
import { liveDevices } from "./devices.ts";
import { isFrozen } from "./freezing.ts";

/** Multicodec prefix of an Ed25519 public key. Source: the multicodec table, code 0xed as a varint. */
const ED25519 = Uint8Array.of(0xed, 0x01);

/**
 * A person's decentralized identifier: `did:folk:<community>:<person>`, both in hexadecimal.
 *
 * Source: docs/spec/did-folk.md.
 */
export function didOf(community: Uint8Array, id: Uint8Array): string {
  return `did:folk:${toHex(community.subarray(0, 20))}:${toHex(id)}`;
}

/**
 * Makes the DID document of a person as it stands.
 *
 * Shape: W3C DID Core 1.0, verification methods of type Multikey in base 16 (multibase prefix `f`).
 */
export function didDocument(
  state: Reader,
  whose: {
    readonly community: Uint8Array;
    readonly person: PersonId;
    readonly id: Uint8Array;
    readonly now: number;
  },
) {
  const did = didOf(whose.community, whose.id);
  const held = liveDevices(state, whose.person, whose.now);
  const live = held.filter((device) => !isFrozen(device, whose.now));
  const methods = held.map(({ device, key }) => ({
    id: `${did}#device-${device}`,
    type: "Multikey",
    controller: did,
    publicKeyMultibase: `f${toHex(concatBytes(ED25519, key))}`,
  }));
  const everyday = live.filter(({ kind }) => kind === "device");
  return {
    "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
    id: did,
    verificationMethod: methods,
    authentication: everyday.map(({ device }) => `${did}#device-${device}`),
    assertionMethod: everyday.map(({ device }) => `${did}#device-${device}`),
    capabilityInvocation: live.map(({ device }) => `${did}#device-${device}`),
  };
}
