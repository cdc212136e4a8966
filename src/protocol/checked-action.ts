import type { AnyAction } from "./kernel/action.ts";
import { equalBytes } from "./kernel/bytes.ts";
import {
  type Envelope,
  machineMessage,
  messageIn,
  provenMessage,
  readEnvelope,
} from "./kernel/envelope.ts";
import { type Refusal, refuse } from "./kernel/fault.ts";
import { kernelFaults as faults } from "./kernel/faults.ts";
import type { Hasher } from "./kernel/hash.ts";
import { failure, ok, type Result } from "./kernel/result.ts";
import { decode } from "./kernel/schema.ts";
import type { Law } from "./law.ts";

/** An action taken apart and found well-formed; whether it is allowed is another question. */
export interface DecodedAction {
  /** SHA-256 of the bytes on the wire: the action's name everywhere. */
  readonly id: Uint8Array;
  readonly envelope: Envelope;
  readonly action: AnyAction;
  readonly input: unknown;
  /** What its author signed or proved with: 32 bytes of a person, never 32 of a machine. */
  readonly message: Uint8Array;
}

/** What is known of an action's signature: nothing, or what it was found to be under a key. */
export type SignatureState =
  | { readonly state: "unchecked" }
  | { readonly state: "right" | "wrong"; readonly key: Uint8Array };

/**
 * An action with everything that has been found out about it, from the first look to the block.
 *
 * Why a value: who looks at it again, proposes it or carries it out has all of it in hand; nothing
 * is remembered elsewhere by what the bytes happen to be stored in.
 */
export interface CheckedAction {
  /** The law that took it apart; another one takes the bytes apart again. */
  readonly law: Law;
  readonly wire: Uint8Array;
  readonly id: Uint8Array;
  /** What the bytes say, or why they say nothing. */
  readonly decoded: Result<DecodedAction, Refusal>;
  readonly signature: SignatureState;
}

const UNCHECKED: SignatureState = { state: "unchecked" };

/** Takes an action apart; state is not needed. Bounds: the bytes are not changed afterwards. */
export function takeApart(law: Law, hasher: Hasher, wire: Uint8Array): CheckedAction {
  const id = hasher.sha256(wire);
  return { law, wire, id, decoded: decodeAction(law, hasher, wire, id), signature: UNCHECKED };
}

/** The same action as another law reads it; what is known of its signature stays true. */
export function readBy(law: Law, hasher: Hasher, action: CheckedAction): CheckedAction {
  if (action.law === law) return action;
  return { ...takeApart(law, hasher, action.wire), signature: action.signature };
}

/** The same action, with what its signature was found to be under a key. */
export function withSignature(
  action: CheckedAction,
  key: Uint8Array,
  isRight: boolean,
): CheckedAction {
  return { ...action, signature: { state: isRight ? "right" : "wrong", key } };
}

/** What is known of the signature under a key; nothing where it was looked at under none or another. */
export function knownOfSignature(
  { signature }: CheckedAction,
  key: Uint8Array,
): boolean | undefined {
  if (signature.state === "unchecked" || !equalBytes(signature.key, key)) return undefined;
  return signature.state === "right";
}

function decodeAction(
  law: Law,
  hasher: Hasher,
  wire: Uint8Array,
  id: Uint8Array,
): Result<DecodedAction, Refusal> {
  const envelope = readEnvelope(wire);
  if (!envelope.ok) return failure(refuse(faults[envelope.reason]));
  const { tag, payload } = envelope.value.body;
  const action = law.actionByTag.get(tag);
  if (action === undefined) return failure(unknownAction(law, tag));
  if (action.author === "circle") return failure(refuse(faults["not-for-people"]));
  if (envelope.value.kind !== action.author) {
    if (action.author === "machine") return failure(refuse(faults["only-by-machines"]));
    const isMachines = envelope.value.kind === "machine";
    return failure(refuse(faults[isMachines ? "not-by-machines" : "no-anonymous-action"]));
  }
  const input = decode(action.input, payload);
  if (!input.ok) return failure(refuse(faults["malformed-input"], { problem: input.reason }));
  const message = messageOf(hasher, wire, envelope.value);
  return ok({ id, envelope: envelope.value, action, input: input.value, message });
}

/** Tells an action that an earlier edition had from one that never was. */
export function unknownAction(law: Law, tag: number): Refusal {
  const type = law.ended.get(tag);
  return type === undefined
    ? refuse(faults["unknown-action"], { tag })
    : refuse(faults["action-ended"], { type });
}

function messageOf(hasher: Hasher, wire: Uint8Array, envelope: Envelope): Uint8Array {
  if (envelope.kind === "person") return messageIn(hasher, wire);
  if (envelope.kind === "machine") return machineMessage(envelope.body);
  return provenMessage(hasher, envelope.body);
}
