import { waitingEdition } from "../engine/open-ledger.ts";
import { editionTables, rehearsedBy } from "../protocol/constitution/index.ts";
import { toHex } from "../protocol/kernel/bytes.ts";
import { editionDigest } from "../protocol/law-digest.ts";
import type { NodeContext } from "./context.ts";

/** An edition that this program has: published, or in force. */
export interface KnownEdition {
  readonly number: number;
  readonly digest: string;
}

/** The edition that waits, as this machine stands to it. */
export interface EditionAhead {
  readonly edition: number;
  readonly digest: string;
  /** Units: milliseconds since 1970. */
  readonly moment: number;
  /** The first block under it; 0 while it is not fixed. */
  readonly height: number;
  readonly machines: number;
  readonly rehearsed: number;
  /** Why this machine cannot go on from that height, in words; nothing where it can. */
  readonly problem: string | null;
}

/** Which editions of the law this machine has, which holds, and which one waits. */
export interface EditionState {
  readonly number: number;
  readonly known: readonly KnownEdition[];
  readonly ahead: EditionAhead | null;
  /** The newest adoption that came to nothing, where none has been made since. */
  readonly putOff: {
    readonly edition: number;
    readonly reason: string;
    readonly machines: number;
    readonly rehearsed: number;
  } | null;
}

/** Says how this machine stands to the editions of the law. */
export function editionStateOf({ engine, rehearsal }: NodeContext): EditionState {
  const { ledger } = engine;
  const { sha256 } = ledger.stateMachine.ruleContext(0);
  const state = ledger.reader();
  const waiting = waitingEdition({ sha256 }, ledger);
  const row = editionTables.edition.get(state, []);
  const newest = editionTables.adoptions.get(state, [row?.adoptions ?? 0]);
  const { editions, published, edition: inForce } = ledger.law;
  const known = editions
    .slice(0, Math.max(published, inForce))
    .map((law) => ({ number: law.edition, digest: toHex(editionDigest({ sha256 }, law)) }));
  const putOff =
    newest?.standing === "put-off"
      ? {
          edition: newest.edition,
          reason: newest.reason,
          machines: newest.machines,
          rehearsed: newest.rehearsed,
        }
      : null;
  if (waiting === undefined) return { number: ledger.law.edition, known, ahead: null, putOff };
  const { adoption, edition, digest, moment, height, standing } = waiting.adoption;
  const keys = ledger.law.speaking(state);
  const rehearsed = rehearsal.newest();
  const failed = rehearsed?.adoption === adoption ? rehearsed.problem : undefined;
  const isCounted = standing === "fixed";
  return {
    number: ledger.law.edition,
    known,
    putOff,
    ahead: {
      edition,
      digest: toHex(digest),
      moment,
      height,
      machines: isCounted ? waiting.adoption.machines : keys.length,
      rehearsed: isCounted
        ? waiting.adoption.rehearsed
        : rehearsedBy(state, sha256, adoption, keys),
      problem: waiting.missing?.message ?? failed ?? null,
    },
  };
}

/** Says in words what waits, and what this machine lacks for it. */
export function editionWords({ ahead, putOff }: EditionState): readonly string[] {
  if (ahead === null) {
    return putOff === null
      ? []
      : [
          `Edition ${putOff.edition} of the law was put off: ${
            putOff.reason === "too-few-machines"
              ? `${putOff.rehearsed} of ${putOff.machines} machines were ready, more than two thirds are needed`
              : "the move to it failed"
          }.`,
        ];
  }
  const from =
    ahead.height === 0
      ? `from ${new Date(ahead.moment).toISOString().slice(0, 16).replace("T", " ")} UTC on`
      : `from block ${ahead.height} on`;
  const lines = [
    `Edition ${ahead.edition} of the law holds ${from}; ${ahead.rehearsed} of ${ahead.machines} machines are ready.`,
  ];
  if (ahead.problem !== null) {
    lines.push(
      `This machine will stop before it: ${ahead.problem}. Install a version of Folkmoot that has edition ${ahead.edition} before then; nothing is lost if you are late.`,
    );
  }
  return lines;
}
