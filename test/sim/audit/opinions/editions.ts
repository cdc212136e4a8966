import { toHex } from "#protocol/index.js";
import { NOTICE } from "../editions.ts";
import { type Opinions, opinion, unless } from "../opinion.ts";
import type { WordOpinion } from "./machines.ts";

interface Adopting {
  readonly edition: number;
  readonly digest: Uint8Array;
  readonly moment: number;
}

/** What the auditor thinks of what everyone decides about editions of the law. */
export const editionOpinions: Opinions = {
  "constitution/adopt-edition": opinion<Adopting>({
    isWhole: true,
    objection({ editions }, { author, input: { edition, digest, moment }, now }) {
      return unless(
        [author === 1, "only everyone adopts editions"],
        [editions.waiting() === undefined, "one waits already"],
        [edition === editions.inForce() + 1, "it is not the next one"],
        [digest.some((byte) => byte !== 0), "it has no digest"],
        [moment >= now + NOTICE.least, "it comes too soon"],
        [moment <= now + NOTICE.most, "it is too far ahead"],
      );
    },
    apply: ({ editions }, { input: { edition, digest, moment } }) =>
      editions.adopt(edition, digest, moment),
  }),
  "constitution/drop-edition": opinion<{ readonly edition: number }>({
    isWhole: true,
    objection({ editions }, { author, input: { edition } }) {
      const waits = editions.waiting();
      return unless(
        [author === 1 && waits?.edition === edition, "it does not wait"],
        [waits?.standing === "waiting", "its block is fixed"],
      );
    },
    apply: ({ editions }) => editions.change({ standing: "dropped" }),
  }),
};

interface Rehearsed {
  readonly adoption: number;
  readonly digest: Uint8Array;
}

/** What the auditor thinks of a machine that says it has rehearsed an edition. */
export const rehearsalOpinions: { readonly [type: string]: WordOpinion } = {
  "constitution/declare-rehearsed": {
    objection({ editions }, { adoption, digest }: Rehearsed) {
      const waits = editions.waiting();
      return unless(
        [waits !== undefined && editions.adoptions.length === adoption, "it does not wait"],
        [waits?.standing === "waiting", "its block is fixed"],
        [waits?.digest === toHex(digest), "it is another edition"],
        [waits?.isRehearsed === false, "it has said so already"],
      );
    },
    apply: ({ editions }) => editions.change({ isRehearsed: true }),
  },
};
