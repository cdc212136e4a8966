import { parameterOf } from "../constitution/index.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Invariant } from "../kernel/room.ts";
import { dayOf } from "../kernel/time.ts";
import { peopleCount } from "./register.ts";
import { devices, nonces, people } from "./types.ts";

/** Numbers run from 1 without a gap. */
export const peopleAreNumbered: Invariant = {
  name: "identity/people-are-numbered",
  broken(state) {
    let expected = 1;
    for (const { key } of people.entries(state, [])) {
      if (key[0] !== expected) return `person ${expected} is missing`;
      expected += 1;
    }
    const counted = peopleCount(state);
    return counted === expected - 1
      ? undefined
      : `${counted} are counted, ${expected - 1} are there`;
  },
};

/** Nobody's account of a day lies ahead, or beyond the widest bounds that a community may set. */
export const growthIsBounded: Invariant = {
  name: "identity/growth-is-bounded",
  broken(state, now) {
    const { max: rows } = parameterOf("growth-rows-per-day");
    const { max: kilobytes } = parameterOf("growth-kilobytes-per-day");
    for (const { key, row } of people.entries(state, [])) {
      if (row.grownOn > dayOf(now)) return `the account of person ${key[0]} is ahead`;
      const isWithin = row.grownRows <= rows && row.grownBytes <= kilobytes * 1024;
      if (!isWithin) return `person ${key[0]} has added too much in a day`;
    }
    return undefined;
  },
};

/** Every device belongs to a person, within the number of devices that they have had, with a nonce. */
export const devicesBelong: Invariant = {
  name: "identity/devices-belong",
  broken(state) {
    for (const { key } of devices.entries(state, [])) {
      const [person, device] = key;
      const row = people.get(state, [person as PersonId]);
      if (row === undefined || device >= row.devices)
        return `device ${device} of ${person} is loose`;
      if (!nonces.has(state, key)) return `device ${device} of ${person} has no nonce`;
    }
    return undefined;
  },
};
