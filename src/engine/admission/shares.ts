import type { Waiting } from "./waiting.ts";

/** Keeps count of whose actions wait, by which invitations people join, and which number of a device waits. */
export interface Shares {
  enter(waiting: Waiting): void;
  leave(waiting: Waiting): void;
  /** How many actions of a person wait. */
  of(person: number): number;
  /** How many wait who join by an invitation. */
  byInvitation(invitation: number): number;
  /** The action that waits with a number of a device. */
  holderOf(turn: string): Waiting | undefined;
}

/** Starts to count; nobody's actions wait yet. */
export function createShares(): Shares {
  const countByPerson = new Map<number, number>();
  const countByInvitation = new Map<number, number>();
  const holderByTurn = new Map<string, Waiting>();
  return {
    enter(waiting) {
      const { person, turn, invitation } = waiting;
      if (turn !== undefined) holderByTurn.set(turn, waiting);
      countUp(countByPerson, person, 1);
      if (invitation !== undefined) countUp(countByInvitation, invitation, 1);
    },
    leave(waiting) {
      const { person, turn, invitation } = waiting;
      if (turn !== undefined && holderByTurn.get(turn) === waiting) holderByTurn.delete(turn);
      countUp(countByPerson, person, -1);
      if (invitation !== undefined) countUp(countByInvitation, invitation, -1);
    },
    of: (person) => countByPerson.get(person) ?? 0,
    byInvitation: (invitation) => countByInvitation.get(invitation) ?? 0,
    holderOf: (turn) => holderByTurn.get(turn),
  };
}

function countUp(counts: Map<number, number>, name: number, by: 1 | -1): void {
  const count = (counts.get(name) ?? 0) + by;
  if (count <= 0) counts.delete(name);
  else counts.set(name, count);
}
