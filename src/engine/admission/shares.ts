import type { Waiting } from "./waiting.ts";

/** Keeps count of whose actions wait, and of which number of a device waits. */
export interface Shares {
  enter(waiting: Waiting): void;
  leave(waiting: Waiting): void;
  /** How many actions of a person wait. */
  of(person: number): number;
  /** The action that waits with a number of a device. */
  holderOf(turn: string): Waiting | undefined;
}

/** Starts to count; nobody's actions wait yet. */
export function createShares(): Shares {
  const countByPerson = new Map<number, number>();
  const holderByTurn = new Map<string, Waiting>();
  return {
    enter(waiting) {
      const { person, turn } = waiting;
      if (turn !== undefined) holderByTurn.set(turn, waiting);
      countByPerson.set(person, (countByPerson.get(person) ?? 0) + 1);
    },
    leave(waiting) {
      const { person, turn } = waiting;
      if (turn !== undefined && holderByTurn.get(turn) === waiting) holderByTurn.delete(turn);
      const left = (countByPerson.get(person) ?? 1) - 1;
      if (left === 0) countByPerson.delete(person);
      else countByPerson.set(person, left);
    },
    of: (person) => countByPerson.get(person) ?? 0,
    holderOf: (turn) => holderByTurn.get(turn),
  };
}
