/** Keeps count of whose actions wait, each once. */
export interface WaitingPeople {
  has(name: string): boolean;
  enter(name: string, person: number): void;
  leave(name: string): void;
  /** How many actions of a person wait. */
  of(person: number): number;
  size(): number;
}

/** Starts to count; nobody's actions wait yet. */
export function createWaitingPeople(): WaitingPeople {
  const personByName = new Map<string, number>();
  const countByPerson = new Map<number, number>();
  return {
    has: (name) => personByName.has(name),
    enter(name, person) {
      if (personByName.has(name)) return;
      personByName.set(name, person);
      countByPerson.set(person, (countByPerson.get(person) ?? 0) + 1);
    },
    leave(name) {
      const person = personByName.get(name);
      if (person === undefined) return;
      personByName.delete(name);
      const left = (countByPerson.get(person) ?? 1) - 1;
      if (left === 0) countByPerson.delete(person);
      else countByPerson.set(person, left);
    },
    of: (person) => countByPerson.get(person) ?? 0,
    size: () => personByName.size,
  };
}
