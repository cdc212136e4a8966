import type { Invariant } from "../kernel/room.ts";
import { lotDeadlines, lotRolls, lots, lotValues, seatLots } from "./lot-types.ts";
import { changeBackers, changeNumbers, seatChanges, waitingChanges } from "./pace-types.ts";

/** An open lot has its deadline and its values; one that is settled keeps neither. */
export const lotsAgree: Invariant = {
  name: "validators/lots-agree",
  broken(state) {
    let open = 0;
    for (const { key, row } of lots.entries(state, [])) {
      const [kind, number] = key;
      let asked = 0;
      let given = 0;
      for (const { row: word } of lotValues.entries(state, [kind, number])) {
        asked += 1;
        if (word.at !== 0) given += 1;
      }
      const isOpen = row.standing === "open";
      if (isOpen) open += 1;
      if (isOpen !== lotDeadlines.has(state, [row.until, kind, number])) {
        return `the deadline of the ${kind} lot ${number} is wrong`;
      }
      if (isOpen ? asked !== row.asked || given !== row.given : asked !== 0) {
        return `the values of the ${kind} lot ${number} are not those that are counted`;
      }
      if (kind === "seat" && isOpen !== seatLots.has(state, [number])) {
        return `what lot ${number} gives is wrong`;
      }
    }
    for (const _ of lotDeadlines.entries(state, [])) open -= 1;
    if (open !== 0) return "a deadline belongs to no open lot";
    for (const { key } of lotRolls.entries(state, [])) {
      if (!seatLots.has(state, [key[0]])) return `the roll of lot ${key[0]} is still there`;
    }
    return undefined;
  },
};

/** Changes of seats are numbered, and anyone who wants one now wants one that waits. */
export const changesAgree: Invariant = {
  name: "validators/changes-agree",
  broken(state) {
    const numbers = changeNumbers.get(state, []) ?? { made: 0, waiting: 0 };
    for (const { key } of seatChanges.entries(state, [])) {
      if (key[1] > numbers.made) return `change ${key[1]} is not counted`;
    }
    for (const { key, row } of waitingChanges.entries(state, [])) {
      if (key[0] > numbers.waiting) return `waiting change ${key[0]} is not counted`;
      let backers = 0;
      for (const _ of changeBackers.entries(state, [key[0]])) backers += 1;
      if (backers !== row.backers) return `${row.backers} want change ${key[0]}, it says`;
    }
    for (const { key } of changeBackers.entries(state, [])) {
      if (!waitingChanges.has(state, [key[0]])) return `change ${key[0]} does not wait`;
    }
    return undefined;
  },
};
