import { toHex } from "../../protocol/kernel/bytes.ts";
import { type Refusal, refuse } from "../../protocol/kernel/fault.ts";
import { kernelFaults } from "../../protocol/kernel/faults.ts";
import type { Hasher } from "../../protocol/kernel/hash.ts";
import type { Ledger } from "../../protocol/ledger.ts";
import { createMachine, type DecodedAction, type Machine } from "../../protocol/machine.ts";
import type { VerifiedSignatures } from "../verified-signatures.ts";
import { verifyAhead } from "../verify-ahead.ts";
import { createSameBytes } from "./same-bytes.ts";
import { createWaitingPeople } from "./waiting-people.ts";

/** Decides which actions CometBFT's mempool takes, and keeps count of whose they are. */
export interface Mempool {
  /** Looks at an action that is new here; returns why it is not taken. */
  check(wire: Uint8Array, now: number): Promise<Verdict>;
  /** Looks again after a block, without the signature: returns why it has to go. */
  recheck(wire: Uint8Array, now: number): Verdict;
  /** Those same actions, as the bytes that were looked at here where they were. */
  known(wires: readonly Uint8Array[]): Uint8Array[];
  /** Notes that a block is done; CometBFT then looks again at whatever goes on waiting. */
  blockDone(): void;
  /** Notes that an action is in a block. */
  leave(id: Uint8Array): void;
  /** Actions that wait, as far as is known here. */
  size(): number;
}

/** What came of looking at an action. */
export type Verdict =
  | { readonly state: "taken"; readonly id: Uint8Array }
  | { readonly state: "refused"; readonly id: Uint8Array; readonly refusal: Refusal }
  /** Too many of this person's actions wait already. */
  | { readonly state: "full"; readonly id: Uint8Array };

/** What a mempool stands on. */
export interface MempoolGround {
  readonly ledger: () => Ledger;
  readonly hasher: Hasher;
  readonly signatures: VerifiedSignatures;
  readonly perPersonMax: number;
}

/** Opens a mempool's door. */
export function createMempool(ground: MempoolGround): Mempool {
  const { hasher, signatures, perPersonMax } = ground;
  const seen = createSameBytes();
  const waiting = createWaitingPeople();
  let trusting: { readonly of: Ledger; readonly machine: Machine } | undefined;

  /** The same law, for actions whose signatures have been found right. */
  const trustingMachine = (): Machine => {
    const ledger = ground.ledger();
    if (trusting?.of !== ledger) {
      const world = { hasher, verify: () => true };
      trusting = { of: ledger, machine: createMachine(ledger.law, ledger.community, world) };
    }
    return trusting.machine;
  };
  const leave = (id: Uint8Array): void => waiting.leave(toHex(id));

  return {
    async check(given, now) {
      const wire = seen.find(given);
      const decoded = ground.ledger().machine.decode(wire);
      if (!decoded.ok) {
        return { state: "refused", id: hasher.sha256(wire), refusal: decoded.reason };
      }
      const action = decoded.value;
      const { id } = action;
      const refusal = trustingMachine().check(ground.ledger().reader(), action, now);
      if (refusal !== undefined) return { state: "refused", id, refusal };
      const state = ground.ledger().reader();
      if (!(await verifyAhead(signatures, hasher, state, action))) {
        return { state: "refused", id, refusal: refuse(kernelFaults["bad-signature"]) };
      }
      const name = toHex(id);
      const turn = turnOf(action);
      // Of two that wait with one number the law takes one; the other's sender has to hear it now.
      if (turn !== undefined && (waiting.holderOf(turn) ?? name) !== name) {
        return { state: "refused", id, refusal: refuse(kernelFaults["nonce-used"]) };
      }
      const person = personOf(action);
      const isFull = person !== 0 && waiting.of(person) >= perPersonMax;
      if (isFull && !waiting.has(name)) return { state: "full", id };
      waiting.enter(name, person, turn);
      seen.remember(wire);
      return { state: "taken", id };
    },
    recheck(given, now) {
      const wire = seen.find(given);
      const decoded = ground.ledger().machine.decode(wire);
      if (!decoded.ok) {
        return { state: "refused", id: hasher.sha256(wire), refusal: decoded.reason };
      }
      const { id } = decoded.value;
      const refusal = trustingMachine().check(ground.ledger().reader(), decoded.value, now);
      if (refusal === undefined) {
        seen.remember(wire);
        return { state: "taken", id };
      }
      leave(id);
      return { state: "refused", id, refusal };
    },
    known: (wires) => wires.map(seen.find),
    blockDone: seen.turn,
    leave,
    size: waiting.size,
  };
}

function personOf({ envelope }: DecodedAction): number {
  return envelope.kind === "person" ? envelope.body.person : 0;
}

/** The number of a device's action; nothing for whoever has none. */
function turnOf({ envelope }: DecodedAction): string | undefined {
  if (envelope.kind !== "person" || envelope.body.person === 0) return undefined;
  const { person, device, nonce } = envelope.body;
  return `${person}/${device}/${nonce}`;
}
