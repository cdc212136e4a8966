import { record } from "../kernel/schema.ts";
import { defineView } from "../kernel/view.ts";
import { waitingAdoption } from "./edition-state.ts";
import { adoptions, edition, rehearsals } from "./edition-tables.ts";

/** Which edition of the law holds, which one waits, and what became of all before. */
export const editionView = defineView({
  name: "constitution/edition",
  summary: "The edition of the law in force, the one that waits, and what became of each adoption.",
  visibility: "everyone",
  query: record({}),
  read({ state }) {
    const row = edition.get(state, []);
    const waiting = waitingAdoption(state);
    return {
      number: row?.number ?? 1,
      since: row?.since ?? 0,
      height: row?.height ?? 0,
      digest: row?.digest ?? new Uint8Array(32),
      waiting: waiting ?? null,
      rehearsed:
        waiting === undefined
          ? []
          : [...rehearsals.entries(state, [waiting.adoption])].map(({ key, row: said }) => ({
              address: key[1],
              at: said.at,
            })),
      adoptions: [...adoptions.entries(state, [])].map(({ key, row: adopted }) => ({
        adoption: key[0],
        ...adopted,
      })),
    };
  },
});
