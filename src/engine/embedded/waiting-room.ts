import { toHex } from "../../protocol/kernel/bytes.ts";
import { refuse } from "../../protocol/kernel/fault.ts";
import { kernelFaults } from "../../protocol/kernel/faults.ts";
import type { Hasher } from "../../protocol/kernel/hash.ts";
import type { Ledger } from "../../protocol/ledger.ts";
import type { DecodedAction } from "../../protocol/machine.ts";
import type { Submission } from "../engine.ts";
import { EngineFault } from "../engine-fault.ts";
import type { VerifiedSignatures } from "../verified-signatures.ts";
import { verifyAhead } from "../verify-ahead.ts";
import type { EngineLimits } from "./options.ts";

/** An action that waits for a block. */
export interface Waiting {
  readonly id: Uint8Array;
  readonly name: string;
  readonly wire: Uint8Array;
  readonly person: number;
  /** Its signature has been looked at; until then nothing behind it is taken either. */
  ready: boolean;
  readonly answer: Promise<Submission>;
  settle(submission: Submission): void;
  reject(fault: EngineFault): void;
}

/** Where actions wait, in the order in which they came. */
export interface WaitingRoom {
  /** Takes an action in, or answers at once. */
  enter(wire: Uint8Array): Promise<Submission>;
  /** Takes out what comes into the next block: as much as is ready, within the bounds. */
  take(actionsMax: number, bytesMax: number): Waiting[];
  /** Answers an action that was taken out. */
  settle(waiting: Waiting, submission: Submission): void;
  /** Turns one that was taken out away. */
  reject(waiting: Waiting, fault: EngineFault): void;
  /** Tells whether something could be taken. */
  isReady(): boolean;
  /** Tells whether every signature has been looked at. */
  isSettled(): boolean;
  size(): number;
  /** Turns everything away that still waits. */
  close(fault: EngineFault): void;
}

interface RoomGround {
  readonly ledger: Ledger;
  readonly hasher: Hasher;
  readonly signatures: VerifiedSignatures;
  readonly limits: EngineLimits;
  /** Called whenever something became ready. */
  readonly wake: () => void;
}

/**
 * Opens a waiting room.
 *
 * Why the order is kept: the actions of one device are numbered, and a later one that overtook an
 * earlier one would make it void.
 */
export function createWaitingRoom(ground: RoomGround): WaitingRoom {
  const { ledger, limits, hasher, signatures, wake } = ground;
  const queue: Waiting[] = [];
  const byName = new Map<string, Waiting>();
  const perPerson = new Map<number, number>();
  let bytes = 0;
  let unsettled = 0;

  const count = (person: number, change: 1 | -1): void => {
    const left = (perPerson.get(person) ?? 0) + change;
    if (left === 0) perPerson.delete(person);
    else perPerson.set(person, left);
  };
  /** Counts only whose signature is right: nobody can use another's share up. */
  const isFull = (person: number): boolean =>
    person !== 0 && (perPerson.get(person) ?? 0) >= limits.waitingPerPersonMax;
  const leave = (waiting: Waiting): void => {
    byName.delete(waiting.name);
    if (waiting.ready) count(waiting.person, -1);
    bytes -= waiting.wire.length;
  };
  const withdraw = (waiting: Waiting): void => {
    queue.splice(queue.indexOf(waiting), 1);
    leave(waiting);
    wake();
  };
  const look = async (waiting: Waiting, decoded: DecodedAction): Promise<void> => {
    unsettled += 1;
    // Where looking ahead fails, carrying it out decides.
    const state = ledger.reader();
    const valid = await verifyAhead(signatures, hasher, state, decoded).catch(() => true);
    unsettled -= 1;
    if (!byName.has(waiting.name)) return;
    if (!valid) {
      withdraw(waiting);
      const refusal = refuse(kernelFaults["bad-signature"]);
      waiting.settle({ state: "refused", id: waiting.id, refusal });
    } else if (isFull(waiting.person)) {
      withdraw(waiting);
      waiting.reject(busy("too many actions of this person are waiting"));
    } else {
      waiting.ready = true;
      count(waiting.person, 1);
      wake();
    }
  };

  return {
    async enter(given) {
      const wire = given.slice();
      const decoded = ledger.machine.decode(wire);
      if (!decoded.ok) {
        return { state: "refused", id: hasher.sha256(wire), refusal: decoded.reason };
      }
      const { id } = decoded.value;
      const name = toHex(id);
      const known = byName.get(name);
      if (known !== undefined) return known.answer;
      const person = personOf(decoded.value);
      if (queue.length >= limits.waitingMax || bytes + wire.length > limits.waitingBytesMax) {
        throw busy("too many actions are waiting");
      }
      const waiting = createWaiting(id, name, wire, person);
      queue.push(waiting);
      byName.set(name, waiting);
      bytes += wire.length;
      void look(waiting, decoded.value);
      return waiting.answer;
    },
    take(actionsMax, bytesMax) {
      let taken = 0;
      let length = 0;
      for (const { ready, wire } of queue) {
        if (!ready || taken === actionsMax || length + wire.length > bytesMax) break;
        taken += 1;
        length += wire.length;
      }
      return queue.splice(0, taken);
    },
    settle(waiting, submission) {
      leave(waiting);
      waiting.settle(submission);
    },
    reject(waiting, fault) {
      leave(waiting);
      waiting.reject(fault);
    },
    isSettled: () => unsettled === 0,
    isReady: () => queue[0]?.ready === true,
    size: () => byName.size,
    close(fault) {
      for (const waiting of byName.values()) waiting.reject(fault);
      byName.clear();
      perPerson.clear();
      queue.length = 0;
      bytes = 0;
    },
  };
}

function createWaiting(id: Uint8Array, name: string, wire: Uint8Array, person: number): Waiting {
  let settle: Waiting["settle"] = () => {};
  let reject: Waiting["reject"] = () => {};
  const answer = new Promise<Submission>((resolve, fail) => {
    settle = resolve;
    reject = fail;
  });
  answer.catch(() => {});
  return { id, name, wire, person, ready: false, answer, settle, reject };
}

function personOf({ envelope }: DecodedAction): number {
  return envelope.kind === "person" ? envelope.body.person : 0;
}

function busy(what: string): EngineFault {
  return new EngineFault("too-busy", what, "Wait a moment, then send it again.");
}
