import type { PersonId } from "../kernel/ids.ts";
import type { Invariant } from "../kernel/room.ts";
import { addresses, attendance, counters, machines, machinesOf, seats, signers } from "./types.ts";

/** Machines are numbered from 1 without a gap, each with one address, and listed with the person who runs it. */
export const machinesAreNumbered: Invariant = {
  name: "validators/machines-are-numbered",
  broken(state) {
    let expected = 1;
    let listed = 0;
    for (const { key, row } of machines.entries(state, [])) {
      const [machine] = key;
      if (machine !== expected) return `machine ${expected} is missing`;
      expected += 1;
      if (row.operator === 0) continue;
      listed += 1;
      if (!machinesOf.has(state, [row.operator, machine]))
        return `machine ${machine} is not listed`;
    }
    const total = counters.get(state, [])?.machines ?? 0;
    if (total !== expected - 1) return `${total} machines are counted`;
    let addressed = 0;
    for (const { row } of addresses.entries(state, [])) {
      if (!machines.has(state, [row.machine])) return `an address leads to no machine`;
      addressed += 1;
    }
    if (addressed !== total) return `${addressed} addresses lead to ${total} machines`;
    for (const _ of machinesOf.entries(state, [])) listed -= 1;
    return listed === 0 ? undefined : "more machines are listed than run";
  },
};

/** A seat belongs to a machine that is on offer and not barred, ends after it began, one to a person. */
export const seatsAreEarned: Invariant = {
  name: "validators/seats-are-earned",
  broken(state) {
    const seated = new Set<PersonId>();
    for (const { key, row } of seats.entries(state, [])) {
      const [machine] = key;
      const held = machines.get(state, [machine]);
      if (held === undefined) return `seat ${machine} has no machine`;
      if (held.withdrawnAt !== 0) return `machine ${machine} is withdrawn`;
      if (held.barredAt !== 0) return `machine ${machine} is barred`;
      if (row.until === 0) return `the seat of machine ${machine} never ends`;
      if (held.operator === 0) continue;
      if (seated.has(held.operator)) return `person ${held.operator} has two seats`;
      seated.add(held.operator);
    }
    return undefined;
  },
};

/** Anyone who signs, and whose attendance is noted, is a machine that is known. */
export const signersAreMachines: Invariant = {
  name: "validators/signers-are-machines",
  broken(state, now) {
    for (const { key, row } of signers.entries(state, [])) {
      if (!machines.has(state, key)) return `signer ${key[0]} is no machine`;
      if (row.since > now) return `machine ${key[0]} signs ahead of its time`;
    }
    for (const { key, row } of attendance.entries(state, [])) {
      if (!machines.has(state, key)) return `attendance ${key[0]} is no machine's`;
      if (row.inARow > row.absent) return `machine ${key[0]} was away more often than it was away`;
      const isAway = row.inARow > 0;
      if (isAway !== row.awayMs > 0 || isAway !== row.mayMiss > 0) {
        return `machine ${key[0]} is away for no time or by no rule`;
      }
    }
    return undefined;
  },
};
