import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { refuse } from "../kernel/fault.ts";
import { EVERYONE } from "../kernel/ids.ts";
import { record, u16 } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { waitingAdoption } from "./edition-state.ts";
import { adoptions } from "./edition-tables.ts";
import { editionDropped } from "./events.ts";
import { constitutionFaults as faults } from "./faults.ts";

/**
 * Drops an adopted edition whose height is not fixed yet.
 *
 * Source: README.md, rule 8.
 */
export const dropEdition = defineAction({
  type: "constitution/drop-edition",
  tag: 0x0111,
  author: "circle",
  decidedAs: "rule",
  visibility: "everyone",
  summary: "Drops an edition of the law that was adopted and does not hold yet.",
  input: record({ edition: u16 }),
  about: { edition: "the number of the edition that waits" },
  refuses: [
    "constitution/edition-fixed",
    "constitution/no-such-adoption",
    "constitution/only-everyone",
  ],
  check({ state, author, input }) {
    if (author !== EVERYONE) return refuse(faults["only-everyone"]);
    const waiting = waitingAdoption(state);
    if (waiting?.edition !== input.edition) return refuse(faults["no-such-adoption"]);
    return waiting.standing === "fixed"
      ? refuse(faults["edition-fixed"], { height: waiting.height })
      : undefined;
  },
  apply({ state, decision }) {
    const { adoption, ...row } = present(waitingAdoption(state), "an edition waits");
    adoptions.put(state, [adoption], { ...row, standing: "dropped" });
    return [editionDropped([], { edition: row.edition, adoption, decision })];
  },
  why: ({ input }) =>
    explain(
      "constitution/drop-edition",
      "Everyone together may drop an edition that was adopted, until its height is fixed.",
      { edition: input.edition },
      `Edition ${input.edition} does not come to hold; it may be adopted again.`,
    ),
});
