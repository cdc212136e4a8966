import { concatBytes } from "./bytes.ts";
import { hashInDomain, inDomain } from "./domain.ts";
import type { Hasher } from "./hash.ts";
import { NOBODY, type PersonId, personId } from "./ids.ts";
import { ACTION_BYTES_MAX, PAYLOAD_BYTES_MAX } from "./limits.ts";
import { failure, ok, type Result } from "./result.ts";
import {
  blob,
  bytes,
  bytes32,
  decode,
  encode,
  moment,
  record,
  u16,
  u32,
  u53,
  type ValueOf,
} from "./schema.ts";
import { seenShape } from "./seen.ts";

/**
 * What a person signs: for which community, who, with which device, the how-manieth, until when,
 * in which history, what.
 */
export const personBody = record({
  community: bytes32,
  person: personId,
  device: u16,
  nonce: u53,
  expires: moment,
  seen: seenShape,
  tag: u32,
  payload: blob(PAYLOAD_BYTES_MAX),
});

/** What is in a person's place when nobody is to know which member acts: a proof and a nullifier. */
export const anonymousBody = record({
  community: bytes32,
  scope: bytes32,
  nullifier: bytes32,
  proof: blob(1024),
  expires: moment,
  seen: seenShape,
  tag: u32,
  payload: blob(PAYLOAD_BYTES_MAX),
});

/** What a machine that signs blocks says by itself: in which community, with which key, what. */
export const machineBody = record({
  community: bytes32,
  key: bytes32,
  tag: u32,
  payload: blob(PAYLOAD_BYTES_MAX),
});

/** A machine's own words. */
export type MachineBody = ValueOf<typeof machineBody>;
/** A person's signed words. */
export type PersonBody = ValueOf<typeof personBody>;
/** An anonymous member's words. */
export type AnonymousBody = ValueOf<typeof anonymousBody>;

/** An action on the wire, taken apart; nothing in it has been believed yet. */
export type Envelope =
  | { readonly kind: "person"; readonly body: PersonBody; readonly signature: Uint8Array }
  | { readonly kind: "anonymous"; readonly body: AnonymousBody }
  | { readonly kind: "machine"; readonly body: MachineBody; readonly proof: Uint8Array };

const PERSON = 2;
const ANONYMOUS = 3;
const MACHINE = 4;
/** A signature has 64 bytes, the proof of a value 80. */
const PROOF_BYTES_MAX = 80;
const SIGNATURE_BYTES = 64;
const BODY_AT = 1 + SIGNATURE_BYTES;
/** Behind the community. */
const PERSON_AT = BODY_AT + 32;
const signature = bytes(SIGNATURE_BYTES);
const provenBody = record({ words: machineBody, proof: blob(PROOF_BYTES_MAX) });

/** The 32 bytes that a device signs for a person's action. */
export function signedMessage(hasher: Pick<Hasher, "sha256">, body: PersonBody): Uint8Array {
  return hashInDomain(hasher, "action", encode(personBody, body));
}

/** The 32 bytes to which an anonymous member's proof is bound: all of the body but the proof. */
export function provenMessage(hasher: Pick<Hasher, "sha256">, body: AnonymousBody): Uint8Array {
  const words = { ...body, proof: new Uint8Array(0) };
  return hashInDomain(hasher, "anonymous-action", encode(anonymousBody, words));
}

/**
 * The 32 bytes that a device has signed for a person's action on the wire.
 *
 * Why the wire's own bytes: they are canonical, so a person's body is the same as if it were
 * encoded again.
 */
export function messageIn(hasher: Pick<Hasher, "sha256">, wire: Uint8Array): Uint8Array {
  return hashInDomain(hasher, "action", wire.subarray(BODY_AT));
}

/**
 * What a machine's key signs for a word of its own.
 *
 * Why not its hash: the key also proves values of lots, and a signature over 32 bytes could give
 * it away; this is always longer.
 */
export function machineMessage(body: MachineBody): Uint8Array {
  return inDomain("contribution", encode(machineBody, body));
}

/** What the value of a machine is computed over: the community and the matter, nothing else. */
export function machineAlpha(community: Uint8Array, matter: Uint8Array): Uint8Array {
  return inDomain("lot", community, matter);
}

/**
 * Writes an action for the wire.
 *
 * Shape: person: byte 2, signature (64), body. Anonymous: byte 3, body. Machine: byte 4, body with
 * its proof.
 */
export function writeEnvelope(envelope: Envelope): Uint8Array {
  if (envelope.kind === "machine") {
    const { body: words, proof } = envelope;
    return concatBytes(Uint8Array.of(MACHINE), encode(provenBody, { words, proof }));
  }
  if (envelope.kind === "anonymous") {
    return concatBytes(Uint8Array.of(ANONYMOUS), encode(anonymousBody, envelope.body));
  }
  const body = encode(personBody, envelope.body);
  return concatBytes(Uint8Array.of(PERSON), encode(signature, envelope.signature), body);
}

/**
 * The person whom an action on the wire names, to count by; 0 where it names nobody.
 *
 * Why unchecked: it is a claim until its signature is found right; so nothing else is read of it.
 */
export function claimedPerson(wire: Uint8Array): PersonId {
  if (wire[0] !== PERSON || wire.length < PERSON_AT + 4) return NOBODY;
  let person = 0;
  for (let at = PERSON_AT + 3; at >= PERSON_AT; at--) person = person * 256 + (wire[at] as number);
  return person as PersonId;
}

/** Takes an action from the wire apart; bytes that are not canonical are refused. */
export function readEnvelope(wire: Uint8Array): Result<Envelope, "malformed" | "too-large"> {
  if (wire.length > ACTION_BYTES_MAX) return failure("too-large");
  if (wire[0] === ANONYMOUS) {
    const body = decode(anonymousBody, wire.subarray(1));
    return body.ok ? ok({ kind: "anonymous", body: body.value }) : failure("malformed");
  }
  if (wire[0] === MACHINE) {
    const proven = decode(provenBody, wire.subarray(1));
    if (!proven.ok) return failure("malformed");
    const { words: body, proof } = proven.value;
    return ok({ kind: "machine", body, proof });
  }
  if (wire[0] !== PERSON) return failure("malformed");
  const body = decode(personBody, wire.subarray(BODY_AT));
  if (!body.ok) return failure("malformed");
  return ok({ kind: "person", body: body.value, signature: wire.slice(1, BODY_AT) });
}
