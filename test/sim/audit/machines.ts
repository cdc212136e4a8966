import { DAY } from "#protocol/index.js";
import type { MemberBook } from "./members.ts";
import { refill } from "./rules.ts";
import type { AuditedLot, AuditedMove, AuditedWaiting } from "./seats.ts";

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
  withdraw(machine: number, now: number): void;
  give(machine: number, until: number, now: number, counts: boolean): void;
  take(machine: number): void;
  unseat(machine: number, now: number, counts: boolean): void;
  /** Seats that came and went, the last one last. */
  readonly moves: readonly AuditedMove[];
  /** Changes that wait for their turn, by number. */
  readonly waiting: ReadonlyMap<number, AuditedWaiting>;
  wait(change: AuditedWaiting): void;
  rewait(number: number, change: AuditedWaiting): void;
  unwait(number: number): void;
  /** Open lots about seats, by number. */
  readonly lots: ReadonlyMap<number, AuditedLot>;
  openLot(lot: AuditedLot): void;
  /** Settles a lot: with its value in hexadecimal digits, or without where it came to nothing. */
  closeLot(number: number, value?: string): void;
  /** How every lot about seats stands, by its kind and number. */
  readonly outcomes: ReadonlyMap<string, string>;
  /** The key of the machine that makes the blocks. */
  readonly maker: string;
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
export function createMachineBook(maker: string): MachineBook {
  const moves: AuditedMove[] = [];
  const waiting = new Map<number, AuditedWaiting>();
  const lots = new Map<number, AuditedLot>();
  const outcomes = new Map<string, string>();
  const numbers = new Map([
    ["waiting", 0],
    ["lots", 0],
  ]);
  const next = (what: string): number => {
    numbers.set(what, (numbers.get(what) ?? 0) + 1);
    return numbers.get(what) ?? 0;
  };
  const end = (machine: number, now: number, counts: boolean): void => {
    if (seats.delete(machine)) moves.push({ at: now, by: -1, counts });
  };
  const machines = new Map<number, AuditedMachine>();
  const seats = new Map<number, AuditedSeat>();
  const change = (machine: number, changed: Partial<AuditedMachine>): void => {
    const held = machines.get(machine);
    if (held !== undefined) machines.set(machine, { ...held, ...changed });
  };
  const book: MachineBook = {
    machines,
    seats,
    maker,
    moves,
    waiting,
    wait: (change) => waiting.set(next("waiting"), change),
    rewait: (number, change) => waiting.set(number, change),
    unwait: (number) => waiting.delete(number),
    lots,
    outcomes,
    openLot(lot) {
      const number = next("lots");
      lots.set(number, lot);
      outcomes.set(`seat ${number}`, "open");
    },
    closeLot(number, value) {
      lots.delete(number);
      outcomes.set(`seat ${number}`, value === undefined ? "failed" : `drawn ${value}`);
    },
    numberOf: (key) => [...machines].find(([, held]) => held.key === key)?.[0],
    offer(operator, key, now) {
      const known = book.numberOf(key);
      if (known === undefined) {
        machines.set(machines.size + 1, { key, operator, since: now, isWithdrawn: false });
      } else if (machines.get(known)?.isWithdrawn) {
        change(known, { isWithdrawn: false, since: now });
      }
    },
    withdraw(machine, now) {
      change(machine, { isWithdrawn: true });
      end(machine, now, false);
    },
    give(machine, until, now, counts) {
      if (!seats.has(machine)) moves.push({ at: now, by: 1, counts });
      seats.set(machine, { isTaken: seats.get(machine)?.isTaken ?? false, until });
    },
    take(machine) {
      const held = seats.get(machine);
      if (held !== undefined) seats.set(machine, { ...held, isTaken: true });
    },
    unseat: end,
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
        if (!members.isMember(machines.get(machine)?.operator ?? 0)) book.withdraw(machine, now);
        else if (until <= now) end(machine, now, false);
      }
    },
    save() {
      const held = [machines, seats, waiting, lots, outcomes, numbers].map(
        (map) => new Map<unknown, unknown>(map),
      );
      const moved = moves.length;
      return () => {
        const all = [machines, seats, waiting, lots, outcomes, numbers] as Map<unknown, unknown>[];
        for (const [at, map] of all.entries()) refill(map, held[at] as Map<unknown, unknown>);
        moves.length = moved;
      };
    },
  };
  return book;
}
