import { formatMoment } from "./moments.ts";

/** A change of a seat that waits for its turn. */
export interface WaitingChange {
  readonly number: number;
  readonly machine: number;
  readonly change: string;
  readonly until: number;
  readonly decision: number;
  readonly since: number;
  /** How many members want it now. */
  readonly backers: number;
  readonly isBacked: boolean;
}

/** How many seats may change, and what waits. */
export interface SeatPace {
  readonly nextAt: number;
  /** How many members have to want a change now. */
  readonly needed: number;
  readonly sentence: string;
  readonly waiting: readonly WaitingChange[];
}

/** A lot, with those who have given their values and those who have not. */
export interface ShownLot {
  readonly kind: string;
  readonly number: number;
  readonly standing: string;
  readonly openedAt: number;
  readonly until: number;
  readonly waitingFor: readonly number[];
  readonly givenBy: readonly number[];
  readonly sentence: string;
}

/** Names a machine in a sentence, by anyone who runs it. */
export type NameMachine = (machine: number) => string;

/** What waits for its turn, and what anybody can do about it. */
export function changeLines(pace: SeatPace, nameOf: NameMachine): string[] {
  const { waiting, needed, nextAt, sentence } = pace;
  if (waiting.length === 0) return [sentence, "Nothing waits."];
  const lines = waiting.flatMap((change, place) => {
    const { number, machine, backers, isBacked, decision, since } = change;
    const what =
      change.change === "unseat"
        ? `${nameOf(machine)} loses its seat`
        : `${nameOf(machine)} gets a seat until ${formatMoment(change.until)}`;
    const turn = place === 0 ? `its turn comes ${formatMoment(nextAt)}` : "after those before it";
    const own = isBacked ? ", you among them" : "";
    return [
      `${String(number).padStart(4)}  ${what}: ${turn}`,
      `      Decision ${decision}; it waits since ${formatMoment(since)}. ${backers} of the ${needed} members that are needed want it now${own}.`,
    ];
  });
  const how =
    "To want one now: folkmoot network helper hurry NUMBER. With more than half of all members it is made at once.";
  return [sentence, ...lines, how];
}

/** Lots: the open ones with who has given a value and who is missing, then what came of the others. */
export function lotLines(lots: readonly ShownLot[], nameOf: NameMachine): string[] {
  if (lots.length === 0) return ["No lot has been drawn yet."];
  const rank = ({ standing }: ShownLot) => (standing === "open" ? 0 : 1);
  return [...lots]
    .sort((one, other) => rank(one) - rank(other) || other.openedAt - one.openedAt)
    .flatMap((lot) => {
      const head = `Lot ${lot.number} (${lot.kind}), opened ${formatMoment(lot.openedAt)}: ${lot.standing}`;
      if (lot.standing !== "open") return [head, `      ${lot.sentence}`];
      return [
        head,
        `      Given by: ${listed(lot.givenBy, nameOf)}.`,
        `      Missing: ${listed(lot.waitingFor, nameOf)}; it waits until ${formatMoment(lot.until)}.`,
      ];
    });
}

function listed(machines: readonly number[], nameOf: NameMachine): string {
  return machines.length === 0 ? "nobody" : machines.map(nameOf).join(", ");
}
