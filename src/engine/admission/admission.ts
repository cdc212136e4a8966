import type { CheckedAction } from "../../protocol/checked-action.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import { type Refusal, refuse } from "../../protocol/kernel/fault.ts";
import { kernelFaults } from "../../protocol/kernel/faults.ts";
import type { Hasher } from "../../protocol/kernel/hash.ts";
import type { Ledger } from "../../protocol/ledger.ts";
import type { EngineLimits } from "../embedded/options.ts";
import type { Submission } from "../engine.ts";
import { verifyAhead } from "../verify-ahead.ts";
import { createShares, type Shares } from "./shares.ts";
import { createWaiting, type Refused, type Verdict, type Waiting } from "./waiting.ts";

/** Where actions wait for a block, in the order in which they came, whatever orders them. */
export interface Admission {
  /** Looks at an action; it waits from then on unless it is refused or there is no room. */
  enter(wire: Uint8Array): Promise<Verdict>;
  /** Looks again at an action that waits elsewhere too: why it has to go, if it has to. */
  again(wire: Uint8Array): Refused | undefined;
  /** The same actions with all that was found out about them here. */
  known(wires: readonly Uint8Array[]): CheckedAction[];
  get(id: Uint8Array): Waiting | undefined;
  /** Takes out what comes into the next block: as much as is ready, within the bounds. */
  take(actionsMax: number, bytesMax: number): Waiting[];
  /** Answers for an action, which then waits no longer; false where it did not wait. */
  settle(id: Uint8Array, submission: Submission): boolean;
  /** Answers for one that was taken out. */
  answer(waiting: Waiting, submission: Submission): void;
  /** Turns one away. */
  reject(waiting: Waiting, fault: Error): void;
  /** Forgets one without an answer. */
  leave(id: Uint8Array): void;
  /** Tells whether something could be taken. */
  isReady(): boolean;
  /** Tells whether every action has been looked at. */
  isSettled(): boolean;
  size(): number;
  /** Turns everything away that still waits. */
  close(fault: Error): void;
}

/** What an admission needs. */
export interface AdmissionDeps {
  readonly ledger: () => Ledger;
  readonly hasher: Hasher;
  readonly limits: Pick<
    EngineLimits,
    "waitingMax" | "waitingBytesMax" | "waitingPerPersonMax" | "waitingPerInvitationMax"
  >;
  /**
   * What the rules have against an action before it comes into a block; nothing is asked where the
   * machine that makes the block asks right away.
   */
  readonly objection?: (action: CheckedAction) => Refusal | undefined;
  /** Called whenever something became ready, or went. */
  readonly wake?: () => void;
}

/**
 * Opens the way in.
 *
 * Why the order is kept: the actions of one device are numbered, and a later one that overtook an
 * earlier one would make it void.
 * Why only what is signed rightly counts: nobody can use another's share or number up; nor can one invitation
 * the room of all others.
 */
export function createAdmission(deps: AdmissionDeps): Admission {
  const { hasher, limits, objection = () => undefined, wake = () => {} } = deps;
  const byName = new Map<string, Waiting>();
  /** What is not taken out yet. */
  const queue = new Map<string, Waiting>();
  const shares = createShares();
  let bytes = 0;
  let unsettled = 0;

  const decode = (wire: Uint8Array) => deps.ledger().stateMachine.decode(wire);
  const knownAs = (wire: Uint8Array) => byName.get(toHex(hasher.sha256(wire)));
  const enter = (waiting: Waiting): void => {
    byName.set(waiting.name, waiting);
    queue.set(waiting.name, waiting);
    bytes += waiting.action.wire.length;
  };
  const leave = (waiting: Waiting): void => {
    if (!byName.delete(waiting.name)) return;
    queue.delete(waiting.name);
    if (waiting.isReady) shares.leave(waiting);
    bytes -= waiting.action.wire.length;
  };
  const answer = (waiting: Waiting, submission: Submission): void => {
    leave(waiting);
    waiting.settle(submission);
  };
  const refused = (waiting: Waiting, refusal: Refusal, lawMs = 0): Refused => {
    const verdict = { state: "refused", id: waiting.id, refusal, lawMs } as const;
    answer(waiting, verdict);
    wake();
    return verdict;
  };
  const full = (waiting: Waiting, what: string): Verdict => {
    leave(waiting);
    wake();
    return { state: "full", id: waiting.id, what };
  };
  const look = async (waiting: Waiting): Promise<Verdict> => {
    unsettled += 1;
    // Where looking ahead fails, carrying it out decides.
    let { action } = waiting;
    try {
      action = await verifyAhead(deps.ledger().reader(), action);
    } catch {}
    unsettled -= 1;
    waiting.action = action;
    const { turn, person } = waiting;
    if (!byName.has(waiting.name)) return { state: "waiting", waiting };
    if (action.signature.state === "wrong") {
      const isPersons = action.decoded.ok && action.decoded.value.envelope.kind === "person";
      return refused(waiting, refuse(kernelFaults[isPersons ? "bad-signature" : "bad-proof"]));
    }
    const begun = performance.now();
    const refusal = objection(action);
    if (refusal !== undefined) return refused(waiting, refusal, performance.now() - begun);
    // Of two that wait with one number the law takes one; the other's sender has to hear it now.
    if (turn !== undefined && shares.holderOf(turn) !== undefined) {
      return refused(waiting, refuse(kernelFaults[person === 0 ? "said-already" : "nonce-used"]));
    }
    const taken = shareTaken(shares, limits, waiting);
    if (taken !== undefined) return full(waiting, taken);
    waiting.isReady = true;
    shares.enter(waiting);
    wake();
    return { state: "waiting", waiting };
  };
  const lookAgain = (waiting: Waiting): Refused | undefined => {
    if (!waiting.isReady) return undefined;
    const refusal = objection(waiting.action);
    return refusal === undefined ? undefined : refused(waiting, refusal);
  };

  return {
    enter(given) {
      const action = decode(given.slice());
      const { id, decoded } = action;
      if (!decoded.ok) return Promise.resolve({ state: "refused", id, refusal: decoded.reason });
      const name = toHex(id);
      const known = byName.get(name);
      if (known !== undefined) return Promise.resolve(lookAgain(known) ?? known.looked);
      if (byName.size >= limits.waitingMax || bytes + given.length > limits.waitingBytesMax) {
        return Promise.resolve({ state: "full", id, what: "too many actions are waiting" });
      }
      const waiting = createWaiting(name, action);
      enter(waiting);
      waiting.looked = look(waiting);
      return waiting.looked;
    },
    again(wire) {
      const waiting = knownAs(wire);
      if (waiting !== undefined) return lookAgain(waiting);
      const action = decode(wire);
      const refusal = objection(action);
      return refusal === undefined ? undefined : { state: "refused", id: action.id, refusal };
    },
    known: (wires) => wires.map((wire) => knownAs(wire)?.action ?? decode(wire)),
    get: (id) => byName.get(toHex(id)),
    take(actionsMax, bytesMax) {
      const taken: Waiting[] = [];
      let length = 0;
      for (const waiting of queue.values()) {
        length += waiting.action.wire.length;
        if (!waiting.isReady || taken.length === actionsMax || length > bytesMax) break;
        taken.push(waiting);
      }
      for (const { name } of taken) queue.delete(name);
      return taken;
    },
    settle(id, submission) {
      const waiting = byName.get(toHex(id));
      if (waiting === undefined) return false;
      answer(waiting, submission);
      return true;
    },
    answer,
    reject(waiting, fault) {
      leave(waiting);
      waiting.reject(fault);
    },
    leave(id) {
      const waiting = byName.get(toHex(id));
      if (waiting !== undefined) leave(waiting);
    },
    isReady: () => queue.values().next().value?.isReady === true,
    isSettled: () => unsettled === 0,
    size: () => byName.size,
    close(fault) {
      for (const waiting of [...byName.values()]) {
        leave(waiting);
        waiting.reject(fault);
      }
    },
  };
}

/** Whose share an action would exceed, in words; nothing where there is room for it. */
function shareTaken(
  shares: Shares,
  limits: AdmissionDeps["limits"],
  { person, invitation }: Waiting,
): string | undefined {
  if (person !== 0 && shares.of(person) >= limits.waitingPerPersonMax) {
    return "too many actions of this person are waiting";
  }
  if (invitation === undefined) return undefined;
  const isTaken = shares.byInvitation(invitation) >= limits.waitingPerInvitationMax;
  return isTaken ? "too many who join by this invitation are waiting" : undefined;
}
