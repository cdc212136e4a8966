import { decisionOf, refusalOfAnonymous } from "./anonymous-author.ts";
import {
  type CheckedAction,
  type DecodedAction,
  knownOfSignature,
  readBy,
  takeApart,
  unknownAction,
} from "./checked-action.ts";
import { chargeGrowth, refusalOfGrowth } from "./growth.ts";
import { heldTextsProblem } from "./held-texts.ts";
import {
  devices,
  identityFaults,
  isFrozen,
  isKeyTaken,
  isLive,
  nonces,
  useNonce,
  useNullifier,
} from "./identity/index.ts";
import type {
  AnyAction,
  Effect,
  EffectRefusal,
  MachineAuthor,
  RuleContext,
} from "./kernel/action.ts";
import { type BlockEvidence, NO_EVIDENCE } from "./kernel/block-evidence.ts";
import { equalBytes } from "./kernel/bytes.ts";
import type { Event } from "./kernel/event.ts";
import { type Refusal, refuse } from "./kernel/fault.ts";
import { kernelFaults as faults } from "./kernel/faults.ts";
import type { Hasher, VerifyMembership, VerifySignature, VerifyVrf } from "./kernel/hash.ts";
import { type DecisionId, NOBODY, type PersonId } from "./kernel/ids.ts";
import { EXPIRY_MAX, NONCE_JUMP_MAX } from "./kernel/limits.ts";
import { createOverlay, type Overlay } from "./kernel/overlay.ts";
import { failure, ok, type Result } from "./kernel/result.ts";
import { decode } from "./kernel/schema.ts";
import { NOTHING_SEEN, type Seen, type Standing, standingOn } from "./kernel/seen.ts";
import type { Reader, Writer } from "./kernel/state.ts";
import type { Law } from "./law.ts";
import { authorOfWord } from "./machine-author.ts";
import { noteAwake } from "./membership/index.ts";
import { catalogueOf } from "./run-view.ts";

/** What a person's action is carried by. */
const NO_DECISION = 0 as DecisionId;
/** Where no person acts. */
const NO_DEVICE = 0;

/** Hashing and signature checking, handed to the law. */
export interface World {
  readonly hasher: Hasher;
  readonly verify: VerifySignature;
  readonly vrf: VerifyVrf;
  /** Where it is missing, nobody acts anonymously. */
  readonly verifyMembership?: VerifyMembership;
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

/** What a block tells the law besides its time: the state that it stands on, and of machines. */
export interface BlockFacts {
  readonly before?: Seen;
  readonly evidence?: BlockEvidence;
}

/** The only place that decodes, authenticates, orders and dispatches actions. */
export interface StateMachine {
  /** Takes an action apart; state is not needed. Bounds: the bytes are not changed afterwards. */
  decode(wire: Uint8Array): CheckedAction;
  /** Tells whether an action would be refused on this state, and why. Signature included. */
  check(state: Reader, action: CheckedAction, standing: Standing): Refusal | undefined;
  /** Stands before a block on a state. */
  standingOn(state: Reader, now: number, before: Seen): Standing;
  /** Does what has become due by `now`: the first thing in every block. */
  begin(state: Overlay, now: number, told?: BlockFacts): readonly Event[];
  /** Carries out one action of a block, or refuses it. */
  execute(state: Overlay, action: CheckedAction, standing: Standing): Receipt;
  /** The moment of the earliest due work, or nothing. */
  nextDue(state: Reader): number | undefined;
  /** Names every invariant that the state breaks. */
  broken(state: Reader, now: number): readonly string[];
  /** What rules and views see besides the state. */
  ruleContext(now: number, before?: Seen): RuleContext;
}

/** Makes the state machine that runs a law for one community. */
export function createStateMachine(law: Law, community: Uint8Array, world: World): StateMachine {
  const catalogue = catalogueOf(law);
  const ruleContext = (now: number, before: Seen = NOTHING_SEEN): RuleContext => ({
    now,
    before,
    community,
    verify: world.verify,
    sha256: world.hasher.sha256,
    catalogue,
    rehearse(state, effects, at) {
      const rehearsed = carryOut(law, ruleContext(at, before), createOverlay(state), effects);
      return rehearsed.ok ? undefined : rehearsed.reason;
    },
  });
  return {
    ruleContext,
    decode: (wire) => takeApart(law, world.hasher, wire),
    standingOn: (state, now, before) => standingOn(law.memory, state, { now, before }),
    check(state, given, standing) {
      const action = readBy(law, world.hasher, given);
      const { decoded } = action;
      if (!decoded.ok) return decoded.reason;
      const actor = actorOf({ law, world, community, state, standing }, action, decoded.value);
      if (!actor.ok) return actor.reason;
      const { now, before } = standing;
      const around = ruleContext(now, before);
      const context = { ...around, state, ...actor.value, input: decoded.value.input };
      return (
        decoded.value.action.check(context as never) ??
        refusalOfRoom(around, state, decoded.value, actor.value)
      );
    },
    begin(state, now, { before = NOTHING_SEEN, evidence = NO_EVIDENCE } = {}) {
      const events: Event[] = [];
      for (const { due } of law.rooms) {
        if (due === undefined) continue;
        const dispatch = (effects: readonly Effect[]) =>
          carryOut(law, ruleContext(now, before), state, effects);
        events.push(...due.run({ ...ruleContext(now, before), state, dispatch, evidence }));
      }
      return events;
    },
    execute(state, given, standing) {
      const action = readBy(law, world.hasher, given);
      const { id, decoded } = action;
      if (!decoded.ok) return refused(id, "", NOBODY, decoded.reason);
      const actor = actorOf({ law, world, community, state, standing }, action, decoded.value);
      if (!actor.ok) return refused(id, decoded.value.action.type, NOBODY, actor.reason);
      const { now, before } = standing;
      return executeDecoded(ruleContext(now, before), state, decoded.value, actor.value);
    },
    nextDue(state) {
      let earliest: number | undefined;
      for (const { due } of law.rooms) {
        const next = due?.next(state);
        if (next !== undefined) earliest = Math.min(earliest ?? next, next);
      }
      return earliest;
    },
    broken(state, now) {
      const held = heldTextsProblem(law, state);
      const found = held === undefined ? [] : [`records/held-texts-are-counted: ${held}`];
      return [
        ...found,
        ...law.rooms.flatMap(({ invariants }) =>
          invariants.flatMap(({ name, broken }) => {
            const what = broken(state, now);
            return what === undefined ? [] : [`${name}: ${what}`];
          }),
        ),
      ];
    },
  };
}

/** Where and when an action's author is looked at. */
interface AuthorDeps {
  readonly law: Law;
  readonly world: World;
  readonly community: Uint8Array;
  readonly state: Reader;
  readonly standing: Standing;
}

/** Who acts, as `check` and `apply` see it, by which of their keys, and within which decision. */
interface Actor {
  readonly author: PersonId | Uint8Array | MachineAuthor;
  readonly decision: DecisionId;
  readonly proposedAt: number;
  readonly device: number;
}

/** Finds out who acts; the refusal where they are not who they say. */
function actorOf(
  deps: AuthorDeps,
  checked: CheckedAction,
  decoded: DecodedAction,
): Result<Actor, Refusal> {
  const { envelope } = decoded;
  const actor = (author: Actor["author"], decision = NO_DECISION): Actor => {
    return { author, decision, proposedAt: deps.standing.now, device: NO_DEVICE };
  };
  if (envelope.kind === "machine") {
    const machine = authorOfWord(deps, checked, decoded);
    return machine.ok ? ok(actor(machine.value)) : machine;
  }
  const refusal = refusalOfAuthor(deps, checked, decoded);
  if (refusal !== undefined) return failure(refusal);
  if (envelope.kind === "person") {
    return ok({ ...actor(envelope.body.person), device: envelope.body.device });
  }
  return ok(actor(envelope.body.nullifier, decisionOf(decoded)));
}

/** Refuses unless a person or an anonymous member is who they say, here and now, for the first time. */
function refusalOfAuthor(
  { world, community, state, standing }: AuthorDeps,
  checked: CheckedAction,
  decoded: DecodedAction,
): Refusal | undefined {
  const { envelope, action, input, message } = decoded;
  if (envelope.kind === "machine") return refuse(faults["not-by-machines"]);
  const { body } = envelope;
  const { now } = standing;
  if (!equalBytes(body.community, community)) return refuse(faults["other-community"]);
  if (body.expires < now) return refuse(faults["expired"], { expires: body.expires, now });
  if (body.expires > now + EXPIRY_MAX) return refuse(faults["expires-too-late"]);
  if (envelope.kind === "anonymous") {
    const { hasher, verifyMembership } = world;
    const deps = { hasher, verifyMembership, community, state, now };
    return refusalOfAnonymous(deps, envelope.body, decoded);
  }

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
    if (isFrozen(known, now) && !action.whileFrozen) {
      return refuse(faults["device-frozen"], { until: known.frozenUntil });
    }
    const last = nonces.get(state, [person, device])?.last ?? 0;
    if (nonce <= last) return refuse(faults["nonce-used"], { last });
    if (nonce > last + NONCE_JUMP_MAX) return refuse(faults["nonce-jump"], { last });
    if (known.kind === "recovery" && !action.recovers) return refuse(faults["only-to-recover"]);
    key = known.key;
  }
  const isRight = knownOfSignature(checked, key) ?? world.verify(key, message, envelope.signature);
  return isRight ? standing.objectionTo(body.seen) : refuse(faults["bad-signature"]);
}

/** Refuses what would find no room left in the day of the person it is charged to. */
function refusalOfRoom(
  ruleContext: RuleContext,
  state: Reader,
  decoded: DecodedAction,
  actor: Actor,
): Refusal | undefined {
  const { action, input, envelope } = decoded;
  if (envelope.kind !== "person") return undefined;
  const { person } = envelope.body;
  const apply = (tried: Writer): PersonId => {
    const context = { ...ruleContext, state: tried, ...actor, input };
    return whoActed(decoded, action.apply(context as never), person);
  };
  return refusalOfGrowth(state, { action, input, person }, ruleContext.now, apply);
}

/**
 * Carries out an action whose bytes are in a block.
 *
 * Why: an action whose author is right but which a rule refuses still uses its nonce up, so that it
 * can never be put into a later block behind the person's back. A mark of an anonymous member is
 * left only by what was done: it is the only one, and nobody may burn it in a block of their choosing.
 */
function executeDecoded(
  ruleContext: RuleContext,
  state: Overlay,
  decoded: DecodedAction,
  actor: Actor,
): Receipt {
  const { id, action, input, envelope } = decoded;
  const { type } = action;
  const person = envelope.kind === "person" ? envelope.body.person : NOBODY;
  if (envelope.kind === "person" && action.joinsWith === undefined) {
    const { device, nonce } = envelope.body;
    noteAwake(state, person, ruleContext.now);
    useNonce(state, { person, device, nonce }, ruleContext.now);
  }
  const context = { ...ruleContext, state, ...actor, input };
  const refusal = action.check(context as never);
  if (refusal !== undefined) return refused(id, type, person, refusal);
  if (envelope.kind === "anonymous") {
    const { decision } = actor;
    useNullifier(ruleContext, state, { decision, nullifier: envelope.body.nullifier });
  }
  if (envelope.kind !== "person") {
    const events = action.apply(context as never);
    return { id, type, person, code: 0, refusal: undefined, events };
  }
  const done = state.measure(() => action.apply(context as never));
  const events = done.value;
  const actual = whoActed(decoded, events, person);
  const { now } = ruleContext;
  const unpaid = chargeGrowth(state, { action, input, person: actual }, done.growth, now);
  if (unpaid === undefined) {
    return { id, type, person: actual, code: 0, refusal: undefined, events };
  }
  done.undo();
  return refused(id, type, person, unpaid);
}

/** Anyone who joins has their number only once they have. */
function whoActed({ action }: DecodedAction, events: readonly Event[], person: PersonId): PersonId {
  return action.joinsWith === undefined ? person : (events[0]?.people[0] ?? person);
}

function refused(id: Uint8Array, type: string, person: PersonId, refusal: Refusal): Receipt {
  return { id, type, person, code: refusal.fault.number, refusal, events: [] };
}

/** Carries out effects in a fork, so that a refusal of any of them leaves nothing behind. */
function carryOut(
  law: Law,
  ruleContext: RuleContext,
  state: Overlay,
  effects: readonly Effect[],
): Result<readonly Event[], EffectRefusal> {
  const fork = state.fork();
  const events: Event[] = [];
  for (const [position, effect] of effects.entries()) {
    const done = carryOutOne(law, ruleContext, fork, effect);
    if (!done.ok) return failure({ ...done.reason, position });
    events.push(...done.value);
  }
  fork.merge();
  return ok(events);
}

function carryOutOne(
  law: Law,
  ruleContext: RuleContext,
  state: Writer,
  effect: Effect,
): Result<readonly Event[], Refusal> {
  const prepared = prepareEffect(law, effect);
  if (!prepared.ok) return prepared;
  const { action, input } = prepared.value;
  const { circle: author, decision, proposedAt } = effect;
  const device = NO_DEVICE;
  const context = { ...ruleContext, state, author, decision, proposedAt, device, input };
  const refusal = action.check(context as never);
  return refusal === undefined ? ok(action.apply(context as never)) : failure(refusal);
}

function prepareEffect(
  law: Law,
  { tag, payload }: Effect,
): Result<{ readonly action: AnyAction; readonly input: unknown }, Refusal> {
  const action = law.actionByTag.get(tag);
  if (action === undefined || action.author !== "circle") {
    return failure(unknownAction(law, tag));
  }
  const input = decode(action.input, payload);
  if (!input.ok) return failure(refuse(faults["malformed-input"], { problem: input.reason }));
  return ok({ action, input: input.value });
}
