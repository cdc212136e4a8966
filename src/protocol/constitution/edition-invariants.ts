import type { Invariant } from "../kernel/room.ts";
import { adoptions, edition, rehearsals } from "./edition-tables.ts";

/** Adoptions are numbered from 1, at most the last one waits, and the one in force is the newest that came to hold. */
export const oneEditionWaits: Invariant = {
  name: "constitution/one-edition-waits",
  broken(state) {
    const inForce = edition.get(state, []);
    if (inForce === undefined) return "no edition is in force";
    let expected = 0;
    let newest = 0;
    for (const { key, row } of adoptions.entries(state, [])) {
      expected += 1;
      if (key[0] !== expected) return `adoption ${expected} is missing`;
      const isOpen = row.standing === "waiting" || row.standing === "fixed";
      if (isOpen && key[0] !== inForce.adoptions) return `adoption ${key[0]} waits behind another`;
      if ((row.standing === "fixed" || row.standing === "in-force") && row.height === 0) {
        return `adoption ${key[0]} has no height`;
      }
      if (row.rehearsed > row.machines) return `adoption ${key[0]} counts too many machines`;
      if (row.standing === "in-force") newest = row.edition;
      if (isOpen && row.edition !== inForce.number + 1) return "what waits is not the next edition";
    }
    if (expected !== inForce.adoptions) return `${inForce.adoptions} adoptions are counted`;
    if (newest > 0 && newest !== inForce.number) return "the edition in force was not adopted last";
    for (const { key } of rehearsals.entries(state, [])) {
      if (key[0] < 1 || key[0] > expected) return "a rehearsal is of no adoption";
    }
    return undefined;
  },
};
