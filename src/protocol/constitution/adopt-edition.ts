import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { isZero } from "../kernel/bytes.ts";
import { refuse } from "../kernel/fault.ts";
import { EVERYONE } from "../kernel/ids.ts";
import { addWhole } from "../kernel/integer.ts";
import { bytes32, moment, record, u16 } from "../kernel/schema.ts";
import { DAY } from "../kernel/time.ts";
import { explain } from "../kernel/why.ts";
import { waitingAdoption } from "./edition-state.ts";
import { ADOPTIONS_MAX, adoptions, edition } from "./edition-tables.ts";
import { editionAdopted } from "./events.ts";
import { constitutionFaults as faults } from "./faults.ts";

/** From the adoption to the moment at least, so that machines can be made ready. */
export const EDITION_NOTICE_MIN = DAY;
/** From the adoption to the moment at most, so that nothing is decided for a time that nobody can see. */
export const EDITION_NOTICE_MAX = 180 * DAY;

/**
 * Adopts an edition of the law, by its number and its digest, from a moment on.
 *
 * Source: README.md, rules 7 to 9.
 */
export const adoptEdition = defineAction({
  type: "constitution/adopt-edition",
  tag: 0x0110,
  author: "circle",
  decidedAs: "rule",
  visibility: "everyone",
  summary: "Adopts an edition of the law from a moment on.",
  input: record({ edition: u16, digest: bytes32, moment }),
  about: {
    edition: "the number of the edition: one more than the one in force",
    digest: "the digest of the edition, as its release names it",
    moment: "when it begins to hold: the first block from then on fixes the height",
  },
  refuses: [
    "constitution/edition-too-far",
    "constitution/edition-too-soon",
    "constitution/edition-waits",
    "constitution/no-digest",
    "constitution/not-the-next-edition",
    "constitution/only-everyone",
    "constitution/too-many-adoptions",
  ],
  check({ state, author, input, now }) {
    if (author !== EVERYONE) return refuse(faults["only-everyone"]);
    const inForce = present(edition.get(state, []), "an edition is in force");
    if (waitingAdoption(state) !== undefined) return refuse(faults["edition-waits"]);
    const next = inForce.number + 1;
    if (input.edition !== next) return refuse(faults["not-the-next-edition"], { next });
    if (isZero(input.digest)) return refuse(faults["no-digest"]);
    const earliest = addWhole(now, EDITION_NOTICE_MIN);
    const latest = addWhole(now, EDITION_NOTICE_MAX);
    if (input.moment < earliest) return refuse(faults["edition-too-soon"], { earliest });
    if (input.moment > latest) return refuse(faults["edition-too-far"], { latest });
    const isFull = inForce.adoptions >= ADOPTIONS_MAX;
    return isFull ? refuse(faults["too-many-adoptions"], { most: ADOPTIONS_MAX }) : undefined;
  },
  apply({ state, input, now, decision }) {
    const inForce = present(edition.get(state, []), "an edition is in force");
    const adoption = inForce.adoptions + 1;
    edition.put(state, [], { ...inForce, adoptions: adoption });
    adoptions.put(state, [adoption], {
      ...input,
      at: now,
      decision,
      standing: "waiting",
      reason: "none",
      height: 0,
      machines: 0,
      rehearsed: 0,
    });
    return [editionAdopted([], { ...input, adoption, decision })];
  },
  why: ({ input }) =>
    explain(
      "constitution/adopt-edition",
      "Everyone together may adopt the next edition of the law; it holds once more than two thirds of the machines have rehearsed it.",
      { edition: input.edition, digest: input.digest, moment: input.moment },
      `Edition ${input.edition} of the law holds from two blocks after the first one of that moment on.`,
    ),
});
