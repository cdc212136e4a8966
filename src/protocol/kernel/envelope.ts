import { concatBytes } from "./bytes.ts";
import { inDomain } from "./domain.ts";
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

/** What a person signs: for which community, who, with which device, the how-manieth, until when, what. */
export const personBody = record({
  community: bytes32,
  person: personId,
  device: u16,
  nonce: u53,
  expires: moment,
  tag: u32,
  payload: blob(PAYLOAD_BYTES_MAX),
});

/** What stands in a person's place when nobody is to know which member acts: a proof and a nullifier. */
export const anonymousBody = record({
  community: bytes32,
  scope: bytes32,
  nullifier: bytes32,
  proof: blob(1024),
  expires: moment,
  tag: u32,
  payload: blob(PAYLOAD_BYTES_MAX),
});

/** A person's signed words. */
export type PersonBody = ValueOf<typeof personBody>;
/** An anonymous member's words. */
export type AnonymousBody = ValueOf<typeof anonymousBody>;

/** An action on the wire, taken apart; nothing in it has been believed yet. */
export type Envelope =
  | { readonly kind: "person"; readonly body: PersonBody; readonly signature: Uint8Array }
  | { readonly kind: "anonymous"; readonly body: AnonymousBody };

const PERSON = 1;
const ANONYMOUS = 3;
const SIGNATURE_BYTES = 64;
const signature = bytes(SIGNATURE_BYTES);

const messages = new WeakMap<PersonBody, Uint8Array>();

/**
 * The 32 bytes that a device signs for a person's action.
 *
 * Cost: computed once for each body, since an action is checked, proposed and carried out.
 * Bounds: neither the body nor the message is changed afterwards.
 */
export function signedMessage(hasher: Pick<Hasher, "sha256">, body: PersonBody): Uint8Array {
  const known = messages.get(body);
  if (known !== undefined) return known;
  const message = hasher.sha256(inDomain("action", encode(personBody, body)));
  messages.set(body, message);
  return message;
}

/**
 * Writes an action for the wire.
 *
 * Shape: person: byte 1, signature (64), body. Anonymous: byte 3, body.
 */
export function writeEnvelope(envelope: Envelope): Uint8Array {
  if (envelope.kind === "anonymous") {
    return concatBytes(Uint8Array.of(ANONYMOUS), encode(anonymousBody, envelope.body));
  }
  const body = encode(personBody, envelope.body);
  return concatBytes(Uint8Array.of(PERSON), encode(signature, envelope.signature), body);
}

/**
 * The person whom an action on the wire names, to count by; 0 where it names nobody.
 *
 * Why unchecked: it is a claim until its signature is found right.
 */
export function claimedPerson(wire: Uint8Array): PersonId {
  const envelope = readEnvelope(wire);
  return envelope.ok && envelope.value.kind === "person" ? envelope.value.body.person : NOBODY;
}

/** Takes an action from the wire apart; bytes that are not canonical are refused. */
export function readEnvelope(wire: Uint8Array): Result<Envelope, "malformed" | "too-large"> {
  if (wire.length > ACTION_BYTES_MAX) return failure("too-large");
  if (wire[0] === ANONYMOUS) {
    const body = decode(anonymousBody, wire.slice(1));
    return body.ok ? ok({ kind: "anonymous", body: body.value }) : failure("malformed");
  }
  if (wire[0] !== PERSON || wire.length < 1 + SIGNATURE_BYTES) return failure("malformed");
  const body = decode(personBody, wire.slice(1 + SIGNATURE_BYTES));
  if (!body.ok) return failure("malformed");
  return ok({ kind: "person", body: body.value, signature: wire.slice(1, 1 + SIGNATURE_BYTES) });
}
