import { isZero } from "../kernel/bytes.ts";
import { type DecisionId, decisionId, type PersonId, personId } from "../kernel/ids.ts";
import { bytes32, moment, record, type Salt, salt, u16, type ValueOf } from "../kernel/schema.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { part, table } from "../kernel/table.ts";
import { audience } from "../kernel/text-kind.ts";
import { answersTo } from "../kernel/visibility.ts";
import { openDecisions } from "./types.ts";

/** Bytes of a reason at most, its author's number and its salt included. */
export const REASON_BYTES_MAX = 2048;

const reasonRow = record({
  /** The hash of the text; zeros where no reason is given. */
  text: bytes32,
  audience,
  bytes: u16,
  at: moment,
  salt,
});

/** Why somebody has answered as they did. */
export type Reason = ValueOf<typeof reasonRow>;

/**
 * Why people answer as they do.
 *
 * Why a row for everybody who answers, also without a reason, always of one length: from the proof of a row one can
 * tell which rows lie beside it. So nobody learns while voting lasts who gives a reason, nor how long it is.
 */
export const reasons = table({
  id: 0x0a08,
  name: "decisions/reasons",
  about:
    "Why a person has answered a decision as they did: the hash of the text (zeros: no reason), for whom, how long, since when.",
  visibility: answersTo(openDecisions),
  key: [part("decision", decisionId), part("person", personId)],
  row: reasonRow,
});

const NO_TEXT = new Uint8Array(32);

/** What somebody has said of their answer; nothing where they gave no reason. */
export function reasonOf(
  state: Reader,
  decision: DecisionId,
  person: PersonId,
): Reason | undefined {
  const row = reasons.get(state, [decision, person]);
  return row === undefined || isZero(row.text) ? undefined : row;
}

/** Writes a reason's row again with other random bytes, whatever it says, so that each answer changes it. */
export function renewReason(
  state: Writer,
  [decision, person]: readonly [DecisionId, PersonId],
  { salt, now }: { readonly salt: Salt; readonly now: number },
): void {
  const none = { text: NO_TEXT, audience: "community", bytes: 0, at: now } as const;
  const row = reasons.get(state, [decision, person]) ?? none;
  reasons.put(state, [decision, person], { ...row, salt });
}
