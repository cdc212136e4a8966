import { devices, identityFaults, isKeyTaken, isLive, nonces } from "./identity/index.ts";
import type { AnyAction, Catalogue, Effect, EffectRefusal, Surroundings } from "./kernel/action.ts";
import { equalBytes } from "./kernel/bytes.ts";
import { type Envelope, readEnvelope, signedMessage } from "./kernel/envelope.ts";
import type { Event } from "./kernel/event.ts";
import { type Refusal, refuse } from "./kernel/fault.ts";
import { kernelFaults as faults } from "./kernel/faults.ts";
import type { Hasher, VerifySignature } from "./kernel/hash.ts";
import { type DecisionId, NOBODY, type PersonId } from "./kernel/ids.ts";
import { EXPIRY_MAX, NONCE_JUMP_MAX } from "./kernel/limits.ts";
import { createOverlay, type Overlay } from "./kernel/overlay.ts";
import { failure, ok, type Result } from "./kernel/result.ts";
import { decode } from "./kernel/schema.ts";
import type { Reader, Writer } from "./kernel/state.ts";
import { NOTHING_WITNESSED, type Witnessed } from "./kernel/witnessed.ts";
import type { Law } from "./law.ts";

/** What a person's action is carried by. */
const NO_DECISION = 0 as DecisionId;

/** Hashing and signature checking, handed to the law. */
export interface World {
  readonly hasher: Hasher;
  readonly verify: VerifySignature;
}

/** An action taken apart and found well-formed; whether it is allowed is another question. */
export interface DecodedAction {
  /** SHA-256 of the bytes on the wire: the action's name everywhere. */
  readonly id: Uint8Array;
  readonly envelope: Envelope;
  readonly action: AnyAction;
  readonly input: unknown;
}

/** What became of an action in a block. */
export interface Receipt {
  readonly id: Uint8Array;
  /** The action's type; empty for bytes that are not an action. */
  readonly type: string;
  /** Who did it; 0 when nobody is known. For an action by which somebody joined: their new number. */
  readonly person: PersonId;
  /** 0 when it was done, else the number of the fault: the part that consensus covers. */
  readonly code: number;
  readonly refusal: Refusal | undefined;
  readonly events: readonly Event[];
}

/** The only place that decodes, authenticates, orders and dispatches actions. */
export interface Machine {
  /**
   * Takes an action apart; state is not needed.
   *
   * Bounds: the bytes are not changed afterwards, since what was found is remembered with them.
   */
  decode(wire: Uint8Array): Result<DecodedAction, Refusal>;
  /** Tells whether an action would be refused on this state, and why. Signature included. */
  check(state: Reader, decoded: DecodedAction, now: number): Refusal | undefined;
  /** Does what has become due by `now`: the first thing in every block. */
  begin(state: Overlay, now: number, witnessed?: Witnessed): readonly Event[];
  /** Carries out one action of a block, or refuses it. */
  execute(state: Overlay, wire: Uint8Array, now: number): Receipt;
  /** The moment of the earliest due work, or nothing. */
  nextDue(state: Reader): number | undefined;
  /** Names every invariant that the state breaks. */
  broken(state: Reader, now: number): readonly string[];
  /** What rules and views see besides the state. */
  surroundings(now: number): Surroundings;
}

/** Makes the machine that runs a law for one community. */
export function createMachine(law: Law, community: Uint8Array, world: World): Machine {
  const catalogue: Catalogue = {
    action: (tag) => law.actionByTag.get(tag),
    fault: (number) => law.faultByNumber.get(number),
  };
  const surroundings = (now: number): Surroundings => ({
    now,
    community,
    verify: world.verify,
    sha256: world.hasher.sha256,
    catalogue,
    rehearse(state, effects, at) {
      const rehearsed = carryOut(law, surroundings(at), createOverlay(state), effects);
      return rehearsed.ok ? undefined : rehearsed.reason;
    },
  });
  const known = new WeakMap<Uint8Array, Result<DecodedAction, Refusal>>();
  const decodeOnce = (wire: Uint8Array): Result<DecodedAction, Refusal> => {
    const seen = known.get(wire);
    if (seen !== undefined) return seen;
    const decoded = decodeAction(law, world.hasher, wire);
    known.set(wire, decoded);
    return decoded;
  };
  const check = (state: Reader, decoded: DecodedAction, now: number): Refusal | undefined =>
    refusalOfAuthor(world, community, state, decoded, now) ??
    refusalOfRule(surroundings(now), state, decoded);

  return {
    surroundings,
    decode: decodeOnce,
    check,
    begin(state, now, witnessed = NOTHING_WITNESSED) {
      const events: Event[] = [];
      for (const { due } of law.rooms) {
        if (due === undefined) continue;
        const dispatch = (effects: readonly Effect[]) =>
          carryOut(law, surroundings(now), state, effects);
        events.push(...due.run({ ...surroundings(now), state, dispatch, witnessed }));
      }
      return events;
    },
    execute(state, wire, now) {
      const decoded = decodeOnce(wire);
      if (!decoded.ok) return refused(world.hasher.sha256(wire), "", NOBODY, decoded.reason);
      return executeDecoded(surroundings(now), world, state, decoded.value);
    },
    nextDue(state) {
      let earliest: number | undefined;
      for (const { due } of law.rooms) {
        const next = due?.next(state);
        if (next !== undefined) earliest = Math.min(earliest ?? next, next);
      }
      return earliest;
    },
    broken: (state, now) =>
      law.rooms.flatMap(({ invariants }) =>
        invariants.flatMap(({ name, broken }) => {
          const what = broken(state, now);
          return what === undefined ? [] : [`${name}: ${what}`];
        }),
      ),
  };
}

function decodeAction(law: Law, hasher: Hasher, wire: Uint8Array): Result<DecodedAction, Refusal> {
  const envelope = readEnvelope(wire);
  if (!envelope.ok) return failure(refuse(faults[envelope.reason]));
  const { tag, payload } = envelope.value.body;
  const action = law.actionByTag.get(tag);
  if (action === undefined) return failure(refuse(faults["unknown-action"], { tag }));
  if (action.author === "circle") return failure(refuse(faults["not-for-people"]));
  if (envelope.value.kind !== action.author) return failure(refuse(faults["no-anonymous-action"]));
  const input = decode(action.input, payload);
  if (!input.ok) return failure(refuse(faults["malformed-input"], { problem: input.reason }));
  return ok({ id: hasher.sha256(wire), envelope: envelope.value, action, input: input.value });
}

/** Refuses unless the author is who they say, here and now, for the first time. */
function refusalOfAuthor(
  world: World,
  community: Uint8Array,
  state: Reader,
  { envelope, action, input }: DecodedAction,
  now: number,
): Refusal | undefined {
  const { body } = envelope;
  if (!equalBytes(body.community, community)) return refuse(faults["other-community"]);
  if (body.expires < now) return refuse(faults["expired"], { expires: body.expires, now });
  if (body.expires > now + EXPIRY_MAX) return refuse(faults["expires-too-late"]);
  if (envelope.kind !== "person") return refuse(faults["no-anonymous-action"]);

  const { person, device, nonce } = envelope.body;
  let key: Uint8Array;
  if (action.joinsWith !== undefined) {
    if (person !== NOBODY || device !== 0 || nonce !== 0) return refuse(faults["unknown-device"]);
    key = action.joinsWith(input as never);
    if (isKeyTaken({ sha256: world.hasher.sha256 }, state, key)) {
      return refuse(identityFaults["key-taken"]);
    }
  } else {
    const known = devices.get(state, [person, device]);
    if (known === undefined) return refuse(faults["unknown-device"]);
    if (!isLive(known, now)) return refuse(faults["device-ended"]);
    const last = nonces.get(state, [person, device])?.last ?? 0;
    if (nonce <= last) return refuse(faults["nonce-used"], { last });
    if (nonce > last + NONCE_JUMP_MAX) return refuse(faults["nonce-jump"], { last });
    if (known.kind === "recovery" && !action.recovers) return refuse(faults["only-to-recover"]);
    key = known.key;
  }
  const message = signedMessage(world.hasher, envelope.body);
  return world.verify(key, message, envelope.signature)
    ? undefined
    : refuse(faults["bad-signature"]);
}

function refusalOfRule(
  surroundings: Surroundings,
  state: Reader,
  { action, input, envelope }: DecodedAction,
): Refusal | undefined {
  const author = envelope.kind === "person" ? envelope.body.person : envelope.body.nullifier;
  return action.check({ ...surroundings, state, author, decision: NO_DECISION, input } as never);
}

/**
 * Carries out an action whose bytes are in a block.
 *
 * Why: an action whose author is right but which a rule refuses still uses its nonce up, so that it
 * can never be put into a later block behind the person's back.
 */
function executeDecoded(
  surroundings: Surroundings,
  world: World,
  state: Overlay,
  decoded: DecodedAction,
): Receipt {
  const { id, action, input, envelope } = decoded;
  const { type } = action;
  const stranger = refusalOfAuthor(world, surroundings.community, state, decoded, surroundings.now);
  if (stranger !== undefined) return refused(id, type, NOBODY, stranger);
  const author = envelope.kind === "person" ? envelope.body.person : NOBODY;
  if (envelope.kind === "person" && action.joinsWith === undefined) {
    const { person, device, nonce } = envelope.body;
    nonces.put(state, [person, device], { last: nonce });
  }
  const refusal = refusalOfRule(surroundings, state, decoded);
  if (refusal !== undefined) return refused(id, type, author, refusal);
  const context = { ...surroundings, state, author, decision: NO_DECISION, input };
  const events = action.apply(context as never);
  const person = action.joinsWith === undefined ? author : (events[0]?.people[0] ?? NOBODY);
  return { id, type, person, code: 0, refusal: undefined, events };
}

function refused(id: Uint8Array, type: string, person: PersonId, refusal: Refusal): Receipt {
  return { id, type, person, code: refusal.fault.number, refusal, events: [] };
}

/** Carries out effects in a fork, so that a refusal of any of them leaves nothing behind. */
function carryOut(
  law: Law,
  surroundings: Surroundings,
  state: Overlay,
  effects: readonly Effect[],
): Result<readonly Event[], EffectRefusal> {
  const fork = state.fork();
  const events: Event[] = [];
  for (const [position, effect] of effects.entries()) {
    const done = carryOutOne(law, surroundings, fork, effect);
    if (!done.ok) return failure({ ...done.reason, position });
    events.push(...done.value);
  }
  fork.merge();
  return ok(events);
}

function carryOutOne(
  law: Law,
  surroundings: Surroundings,
  state: Writer,
  effect: Effect,
): Result<readonly Event[], Refusal> {
  const prepared = prepareEffect(law, effect);
  if (!prepared.ok) return prepared;
  const { action, input } = prepared.value;
  const { circle: author, decision } = effect;
  const context = { ...surroundings, state, author, decision, input };
  const refusal = action.check(context as never);
  return refusal === undefined ? ok(action.apply(context as never)) : failure(refusal);
}

function prepareEffect(
  law: Law,
  { tag, payload }: Effect,
): Result<{ readonly action: AnyAction; readonly input: unknown }, Refusal> {
  const action = law.actionByTag.get(tag);
  if (action === undefined || action.author !== "circle") {
    return failure(refuse(faults["unknown-action"], { tag }));
  }
  const input = decode(action.input, payload);
  if (!input.ok) return failure(refuse(faults["malformed-input"], { problem: input.reason }));
  return ok({ action, input: input.value });
}
