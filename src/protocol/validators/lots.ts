import type { RuleContext } from "../kernel/action.ts";
import { assert, present } from "../kernel/assert.ts";
import { equalBytes } from "../kernel/bytes.ts";
import { inDomain } from "../kernel/domain.ts";
import type { MachineId } from "../kernel/ids.ts";
import { encode } from "../kernel/schema.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { HOUR } from "../kernel/time.ts";
import {
  benches,
  LOT_HOURS,
  type Lot,
  type LotKind,
  type LotName,
  lotDeadlines,
  lotName,
  lotNumbers,
  lots,
  lotValues,
  VALUE_BYTES,
} from "./lot-types.ts";
import { addressOf, machineAt } from "./machine.ts";
import { machines, maker, SIGNERS_MIN, signers } from "./types.ts";

/** The machine that makes the blocks alone has no number. */
const ALONE = 0 as MachineId;
const NOTHING = new Uint8Array(32);

/** Among whom a lot is to be drawn: a list that nobody can change any more. */
export interface Roll {
  readonly kind: LotKind;
  /** The hash of the list, by which anybody can tell that it is the one that was frozen. */
  readonly roll: Uint8Array;
  /** How many places it has. */
  readonly size: number;
}

/**
 * Opens a lot and returns its running number among those of its kind.
 *
 * Why the roll is frozen first: the machines give their values afterwards, over nothing but the
 * community, the kind and this number; so anyone who chooses the roll does not know the value, and
 * anyone who gives a value has no choice.
 * Bounds: the roll has a place; the machines asked are those that sign now and kept no value back
 * for 30 days. Where none is left the lot comes to nothing, and everyone decides.
 */
export function requestLot(state: Writer, now: number, { kind, roll, size }: Roll): number {
  assert(size > 0, "a lot has somebody to fall on");
  const number = (lotNumbers.get(state, [kind])?.last ?? 0) + 1;
  lotNumbers.put(state, [kind], { last: number });
  const asked = askedMachines(state, now);
  for (const { machine, key } of asked) {
    const value = new Uint8Array(VALUE_BYTES);
    lotValues.put(state, [kind, number, machine], { key, at: 0, value });
  }
  const until = now + LOT_HOURS * HOUR;
  lotDeadlines.put(state, [until, kind, number], {});
  lots.put(state, [kind, number], {
    standing: "open",
    roll,
    size,
    asked: asked.length,
    given: 0,
    openedAt: now,
    until,
    settledAt: 0,
    value: NOTHING,
  });
  return number;
}

/**
 * The machines that are asked for their values.
 *
 * Why not those that kept one back in the last 30 days: where no other can sign in their place they
 * still do, and would choose between two outcomes in every lot.
 */
function askedMachines(state: Reader, now: number) {
  const alone = maker.get(state, []);
  if (alone !== undefined) return [{ machine: ALONE, key: alone.key }];
  const asked = [];
  for (const { key } of signers.entries(state, [])) {
    if ((benches.get(state, key)?.until ?? 0) > now) continue;
    const row = present(machines.get(state, key), "a machine that signs is there");
    asked.push({ machine: key[0], key: row.key });
  }
  return asked;
}

/**
 * Tells whether a jury may be drawn: four machines sign at least.
 *
 * Why: one machine that makes the blocks knows what a lot will come to, and may choose when it is
 * opened; with two or three, one that stays away lets every lot fail.
 */
export function allowsJuries(state: Reader): boolean {
  if (maker.has(state, [])) return false;
  let signing = 0;
  for (const _ of signers.entries(state, [])) signing += 1;
  return signing >= SIGNERS_MIN;
}

/** What came of a lot: nothing yet, its value, or nothing for good, since too few machines gave theirs. */
export type LotOutcome =
  | { readonly standing: "open"; readonly until: number }
  | { readonly standing: "drawn"; readonly value: Uint8Array; readonly size: number }
  | { readonly standing: "failed" };

/** Tells what came of a lot. */
export function lotOutcome(state: Reader, { kind, number }: LotName): LotOutcome {
  const { standing, until, value, size } = lotOf(state, { kind, number });
  if (standing === "open") return { standing, until };
  return standing === "drawn" ? { standing, value, size } : { standing };
}

/** A lot that is known to be there. */
export function lotOf(state: Reader, { kind, number }: LotName): Lot {
  return present(lots.get(state, [kind, number]), "a lot that was asked for is there");
}

/** A lot that has just been settled, with the machines that kept their values from it. */
export interface Settled {
  readonly lot: LotName;
  readonly standing: "drawn" | "failed";
  readonly absent: readonly MachineId[];
}

/**
 * Settles a lot for which nothing more is to be waited.
 *
 * Why not with two thirds or fewer: a third of the machines could then choose between two values
 * by keeping theirs; with less than a third the choice costs them their place.
 */
export function settleLot(
  state: Writer,
  { sha256 }: Pick<RuleContext, "sha256">,
  lot: LotName,
  now: number,
): Settled {
  const { kind, number } = lot;
  const row = lotOf(state, lot);
  const parts: Uint8Array[] = [];
  const absent: MachineId[] = [];
  for (const { key, row: word } of [...lotValues.entries(state, [kind, number])]) {
    if (word.at === 0) absent.push(key[2]);
    else parts.push(word.value);
    lotValues.delete(state, key);
  }
  const standing = row.given * 3 > row.asked * 2 ? "drawn" : "failed";
  const value = standing === "drawn" ? lotValue({ sha256 }, lot, row.roll, parts) : NOTHING;
  lots.put(state, [kind, number], { ...row, standing, settledAt: now, value });
  lotDeadlines.delete(state, [row.until, kind, number]);
  return { lot, standing, absent };
}

/**
 * The value of a lot: a hash of its name, its roll and all values that were given, by the machines' numbers.
 *
 * Why for itself: anyone who has the machines' proofs, which stand in the blocks, works out by this one function
 * and `drawSequence` on whom the lot fell, and needs to believe nobody.
 */
export function lotValue(
  { sha256 }: Pick<RuleContext, "sha256">,
  lot: LotName,
  roll: Uint8Array,
  given: readonly Uint8Array[],
): Uint8Array {
  const head = inDomain("lot-value", encode(lotName, lot), roll);
  return sha256(inDomain("lot-values", head, ...given));
}

/** The open lots that wait no longer at a moment, the one that waits shortest first. */
export function overdueLots(state: Reader, now: number): LotName[] {
  const overdue: LotName[] = [];
  for (const { key } of lotDeadlines.entries(state, [])) {
    const [until, kind, number] = key;
    if (until > now) break;
    overdue.push({ kind, number });
  }
  return overdue;
}

/** The moment at which the first open lot waits no longer. */
export function nextDeadline(state: Reader): number | undefined {
  for (const { key } of lotDeadlines.entries(state, [])) return key[0];
  return undefined;
}

/**
 * Under which number an open lot asks the machine with a key; nothing where it does not.
 *
 * Why two places: a lot that was opened while one machine made the blocks alone asks that one.
 */
export function askedAs(
  state: Reader,
  { sha256 }: Pick<RuleContext, "sha256">,
  { kind, number }: LotName,
  key: Uint8Array,
): MachineId | undefined {
  for (const machine of [machineAt(state, addressOf({ sha256 }, key)), ALONE]) {
    if (machine === undefined) continue;
    const word = lotValues.get(state, [kind, number, machine]);
    if (word !== undefined && equalBytes(word.key, key)) return machine;
  }
  return undefined;
}

/** The open lots to which the machine with a key has not given its value yet. */
export function owedValues(
  state: Reader,
  world: Pick<RuleContext, "sha256">,
  key: Uint8Array,
): LotName[] {
  const owed: LotName[] = [];
  for (const { key: deadline } of lotDeadlines.entries(state, [])) {
    const [, kind, number] = deadline;
    const machine = askedAs(state, world, { kind, number }, key);
    if (machine === undefined) continue;
    if (lotValues.get(state, [kind, number, machine])?.at === 0) owed.push({ kind, number });
  }
  return owed;
}
