import { isZero, toHex } from "../kernel/bytes.ts";
import { defineFounding } from "../kernel/room.ts";
import { bytes32, list, record } from "../kernel/schema.ts";
import { registerPerson } from "./register.ts";

/** People at a founding at most; a fork of a large community brings all of them. */
const FOUNDING_PEOPLE_MAX = 1_048_576;

/** The people a community starts with, numbered from 1 in this order. */
export const founding = defineFounding({
  shape: record({
    people: list(record({ device: bytes32, recovery: bytes32 }), FOUNDING_PEOPLE_MAX),
  }),
  empty: { people: [] },
  problem({ people }) {
    const seen = new Set<string>();
    for (const [at, person] of people.entries()) {
      if (isZero(person.device)) return `people: ${at}: device: a person starts with a key`;
      for (const key of [person.device, person.recovery]) {
        if (!isZero(key) && seen.has(toHex(key))) return `people: ${at}: a key is used twice`;
        seen.add(toHex(key));
      }
    }
    return undefined;
  },
  found({ state, founding, now, ...world }) {
    for (const person of founding.people) registerPerson(world, state, person, now);
  },
});
