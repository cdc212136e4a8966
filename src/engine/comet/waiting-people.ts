/** Keeps count of whose actions wait, each once, and of which number of a device waits. */
export interface WaitingPeople {
  has(name: string): boolean;
  /** Takes an action in; `turn` names the number of the device that signed it. */
  enter(name: string, person: number, turn?: string): void;
  leave(name: string): void;
  /** How many actions of a person wait. */
  of(person: number): number;
  /** The action that waits with a number of a device. */
  holderOf(turn: string): string | undefined;
  size(): number;
}

interface Waiting {
  readonly person: number;
  readonly turn: string | undefined;
}

/** Starts to count; nobody's actions wait yet. */
export function createWaitingPeople(): WaitingPeople {
  const waitingByName = new Map<string, Waiting>();
  const countByPerson = new Map<number, number>();
  const nameByTurn = new Map<string, string>();
  return {
    has: (name) => waitingByName.has(name),
    enter(name, person, turn) {
      if (waitingByName.has(name)) return;
      waitingByName.set(name, { person, turn });
      if (turn !== undefined) nameByTurn.set(turn, name);
      countByPerson.set(person, (countByPerson.get(person) ?? 0) + 1);
    },
    leave(name) {
      const waiting = waitingByName.get(name);
      if (waiting === undefined) return;
      const { person, turn } = waiting;
      waitingByName.delete(name);
      if (turn !== undefined) nameByTurn.delete(turn);
      const left = (countByPerson.get(person) ?? 1) - 1;
      if (left === 0) countByPerson.delete(person);
      else countByPerson.set(person, left);
    },
    of: (person) => countByPerson.get(person) ?? 0,
    holderOf: (turn) => nameByTurn.get(turn),
    size: () => waitingByName.size,
  };
}
