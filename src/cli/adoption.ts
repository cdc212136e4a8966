import { portableHasher } from "../client/portable-hasher.ts";
import type { EditionState } from "../node/index.ts";
import { editionOf } from "../protocol/editions.ts";
import { toHex } from "../protocol/kernel/bytes.ts";
import { addWhole } from "../protocol/kernel/integer.ts";
import { DAY } from "../protocol/kernel/time.ts";
import type { Law } from "../protocol/law.ts";
import { editionDigest } from "../protocol/law-digest.ts";
import { CommandError } from "./exit.ts";

/** What everyone is to decide: the edition, its digest, and from when on it holds. */
export interface AdoptionInput {
  readonly edition: number;
  readonly digest: Uint8Array;
  readonly moment: number;
}

/** How much time machines get after the decision has taken effect, unless a moment is named. */
const NOTICE = 14 * DAY;

/** When an adoption is proposed, and how long its decision takes. */
export interface AdoptionTimes {
  readonly now: number;
  readonly votingMs: number;
  readonly delayMs: number;
  /** From when on the edition is to hold; two weeks after the decision has taken effect unless given. */
  readonly from?: number | undefined;
}

/**
 * Says what everyone would have to decide so that the next edition holds.
 *
 * Why by this program's own digest, and not by the node's: anyone who proposes it vouches for what they have
 * installed themselves. A node with another law of that number is named.
 * Bounds: published editions alone; one that still changes could not hold anywhere for long.
 * Throws: CommandError where this program lacks the edition, one waits already, or the node's differs.
 */
export function adoptionOf(
  law: Pick<Law, "editions" | "published">,
  state: Pick<EditionState, "number" | "known" | "ahead">,
  { now, votingMs, delayMs, from }: AdoptionTimes,
): AdoptionInput {
  const number = state.number + 1;
  if (state.ahead !== null) {
    throw new CommandError(`Edition ${state.ahead.edition} of the law is adopted already.`, {
      why: "One edition waits at a time.",
      remedy: "Look at it with `folkmoot edition`; until its page is fixed it may be dropped.",
      code: "cli/edition-waits",
    });
  }
  const next = number <= law.published ? editionOf(law, number) : undefined;
  if (next === undefined) {
    throw new CommandError(`This program has no edition ${number} of the law.`, {
      why: `Edition ${state.number} holds, and only the next one can be adopted.`,
      remedy: `Install a version of Folkmoot that has edition ${number}, and try again.`,
      code: "cli/no-edition",
    });
  }
  const digest = editionDigest(portableHasher, next);
  const theirs = state.known.find((known) => known.number === number)?.digest;
  if (theirs !== undefined && theirs !== toHex(digest)) {
    throw new CommandError(`This node has another edition ${number} than this program.`, {
      why: `Here its digest is ${toHex(digest)}, there ${theirs}.`,
      remedy: "Find out together which one you mean, and install that one.",
      code: "cli/another-edition",
    });
  }
  const effectAt = addWhole(addWhole(now, votingMs), delayMs);
  return { edition: number, digest, moment: from ?? addWhole(effectAt, NOTICE) };
}
