import { DAY } from "#protocol/index.js";
import type { MemberBook } from "./members.ts";
import { refill } from "./rules.ts";

/** A machine as the auditor knows it; its key in hexadecimal digits. */
export interface AuditedMachine {
  readonly key: string;
  readonly operator: number;
  readonly since: number;
  readonly isWithdrawn: boolean;
}

/** A machine's seat. */
export interface AuditedSeat {
  readonly isTaken: boolean;
  readonly until: number;
}

/** The auditor's own list of machines and of their seats. */
export interface MachineBook {
  readonly machines: ReadonlyMap<number, AuditedMachine>;
  readonly seats: ReadonlyMap<number, AuditedSeat>;
  numberOf(key: string): number | undefined;
  offer(operator: number, key: string, now: number): void;
  withdraw(machine: number): void;
  give(machine: number, until: number): void;
  take(machine: number): void;
  unseat(machine: number): void;
  /** Whether a person has a seat, by a machine other than the one that is named. */
  hasSeat(operator: number, otherThan: number): boolean;
  /** The machines on which a lot may fall. */
  pool(members: MemberBook, now: number): number[];
  /** Ends seats whose time or whose helper is gone. */
  endSeats(members: MemberBook, now: number): void;
  /** Notes how things stand; what it returns goes back there. */
  save(): () => void;
}

/** Opens the list of a community that begins with one machine, which needs no seat. */
export function createMachineBook(): MachineBook {
  const machines = new Map<number, AuditedMachine>();
  const seats = new Map<number, AuditedSeat>();
  const change = (machine: number, changed: Partial<AuditedMachine>): void => {
    const held = machines.get(machine);
    if (held !== undefined) machines.set(machine, { ...held, ...changed });
  };
  const book: MachineBook = {
    machines,
    seats,
    numberOf: (key) => [...machines].find(([, held]) => held.key === key)?.[0],
    offer(operator, key, now) {
      const known = book.numberOf(key);
      if (known === undefined) {
        machines.set(machines.size + 1, { key, operator, since: now, isWithdrawn: false });
      } else if (machines.get(known)?.isWithdrawn) {
        change(known, { isWithdrawn: false, since: now });
      }
    },
    withdraw(machine) {
      change(machine, { isWithdrawn: true });
      seats.delete(machine);
    },
    give: (machine, until) =>
      seats.set(machine, { isTaken: seats.get(machine)?.isTaken ?? false, until }),
    take(machine) {
      const held = seats.get(machine);
      if (held !== undefined) seats.set(machine, { ...held, isTaken: true });
    },
    unseat: (machine) => seats.delete(machine),
    hasSeat: (operator, otherThan) =>
      [...seats.keys()].some(
        (machine) => machine !== otherThan && machines.get(machine)?.operator === operator,
      ),
    pool(members, now) {
      const found: number[] = [];
      const counted = new Set<number>();
      for (const [machine, { operator, since, isWithdrawn }] of machines) {
        const isFree = !book.hasSeat(operator, 0) && members.isMember(operator);
        if (isWithdrawn || !isFree || now - since < 7 * DAY || counted.has(operator)) continue;
        counted.add(operator);
        found.push(machine);
      }
      return found;
    },
    endSeats(members, now) {
      for (const [machine, { until }] of [...seats]) {
        if (!members.isMember(machines.get(machine)?.operator ?? 0)) book.withdraw(machine);
        else if (until <= now) seats.delete(machine);
      }
    },
    save() {
      const held = [new Map(machines), new Map(seats)] as const;
      return () => {
        refill(machines, held[0]);
        refill(seats, held[1]);
      };
    },
  };
  return book;
}
