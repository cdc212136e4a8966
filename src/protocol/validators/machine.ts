import type { RuleContext } from "../kernel/action.ts";
import { inDomain } from "../kernel/domain.ts";
import { type Refusal, refuse } from "../kernel/fault.ts";
import { EVERYONE, type MachineId, NOBODY, type PersonId, personId } from "../kernel/ids.ts";
import { encode } from "../kernel/schema.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { isMember } from "../membership/index.ts";
import { validatorsFaults as faults } from "./faults.ts";
import { addresses, counters, type Machine, machines, machinesOf, seats } from "./types.ts";

const ADDRESS_BYTES = 20;

/** The address under which consensus knows a key. */
export function addressOf({ sha256 }: Pick<RuleContext, "sha256">, key: Uint8Array): Uint8Array {
  return sha256(key).slice(0, ADDRESS_BYTES);
}

/** The machine with an address, if there ever was one. */
export function machineAt(state: Reader, address: Uint8Array): MachineId | undefined {
  return addresses.get(state, [address])?.machine;
}

/**
 * What a machine's key signs for the person who offers it.
 *
 * Why: nobody offers a machine that is not theirs, and no signature serves in another community.
 * Why not a hash of it: a machine's key signs no 32 bytes, since it also proves values of lots.
 */
export function offerProof(
  { community }: Pick<RuleContext, "community">,
  person: PersonId,
  key: Uint8Array,
): Uint8Array {
  return inDomain("machine-offer", community, encode(personId, person), key);
}

/** Puts a machine on the ledger and returns its number. */
export function addMachine(
  state: Writer,
  world: Pick<RuleContext, "sha256">,
  row: Machine,
): MachineId {
  const counted = counters.get(state, []) ?? { machines: 0, notedUntil: 0 };
  const machine = (counted.machines + 1) as MachineId;
  counters.put(state, [], { ...counted, machines: machine });
  machines.put(state, [machine], row);
  addresses.put(state, [addressOf(world, row.key)], { machine });
  if (row.operator !== NOBODY) machinesOf.put(state, [row.operator, machine], {});
  return machine;
}

/** A machine that was there before anybody said that they run it. */
export function unclaimed(key: Uint8Array, since: number): Machine {
  const declaration = new Uint8Array(32);
  return { key, operator: NOBODY, declaration, since, withdrawnAt: 0, barredAt: 0 };
}

/** The machine of a person that has a seat; nothing while they have none. */
export function seatOf(state: Reader, person: PersonId): MachineId | undefined {
  if (person === NOBODY) return undefined;
  for (const { key } of machinesOf.entries(state, [person])) {
    if (seats.has(state, [key[1]])) return key[1];
  }
  return undefined;
}

/** How many machines a person has on offer. */
export function offersOf(state: Reader, person: PersonId): number {
  let count = 0;
  for (const { key } of machinesOf.entries(state, [person])) {
    if (machines.get(state, [key[1]])?.withdrawnAt === 0) count += 1;
  }
  return count;
}

/** How many machines a person has offered since a moment, withdrawn ones included. */
export function offeredSince(state: Reader, person: PersonId, moment: number): number {
  let count = 0;
  for (const { key } of machinesOf.entries(state, [person])) {
    if ((machines.get(state, [key[1]])?.since ?? 0) > moment) count += 1;
  }
  return count;
}

/** How many machines a person has ever had, withdrawn ones included. */
export function everOf(state: Reader, person: PersonId): number {
  let count = 0;
  for (const _ of machinesOf.entries(state, [person])) count += 1;
  return count;
}

/** Tells whether anyone who runs a machine belongs to the community, or nobody has said that they do. */
export function isRunByMember(state: Reader, { operator }: Machine): boolean {
  return operator === NOBODY || isMember(state, operator);
}

/** Refuses unless a person runs a machine that is on offer. */
export function requireOwn(
  state: Reader,
  person: PersonId,
  machine: MachineId,
): Refusal | undefined {
  const row = machines.get(state, [machine]);
  if (row === undefined) return refuse(faults["no-such-machine"], { machine });
  if (row.operator !== person) return refuse(faults["not-yours"]);
  return row.withdrawnAt === 0 ? undefined : refuse(faults.withdrawn, { at: row.withdrawnAt });
}

/** Refuses unless everyone together decides. */
export function requireEveryone(circle: number): Refusal | undefined {
  return circle === EVERYONE ? undefined : refuse(faults["only-everyone"]);
}
