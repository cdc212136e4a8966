import { parameterValue } from "./constitution/index.ts";
import { grownBy, noteGrowth } from "./identity/index.ts";
import type { AnyAction } from "./kernel/action.ts";
import { type Refusal, refuse } from "./kernel/fault.ts";
import { kernelFaults as faults } from "./kernel/faults.ts";
import type { PersonId } from "./kernel/ids.ts";
import { divFloor } from "./kernel/integer.ts";
import { createOverlay, type Growth } from "./kernel/overlay.ts";
import type { Reader, Writer } from "./kernel/state.ts";
import { DAY, dayOf } from "./kernel/time.ts";
import { answersFor } from "./membership/index.ts";

/** What an applicant may add in a day, anyone who answers for them. */
export const APPLICANT_GROWTH: Growth = { rows: 24, bytes: 8192 };
/** Of the day's room of anyone who answers for applicants, the parts of four that these can use up. */
const APPLICANTS_QUARTERS = 3;
/** What one action adds at most, as a rule; below it nobody's room is looked at beforehand. */
const ONE_ACTION: Growth = { rows: 64, bytes: 65_536 };
const KILOBYTE = 1024;

/** An action of a person, as far as growth is concerned. */
export interface ChargedAction {
  readonly action: Pick<AnyAction, "free" | "keeps" | "joinsWith">;
  readonly input: unknown;
  readonly person: PersonId;
}

/** Somebody on whose account an action's growth goes, and how much they may add in a day. */
interface Payer {
  readonly person: PersonId;
  readonly most: Growth;
}

/**
 * Charges what an action has made the state grow by, or refuses because the day's room is used up.
 *
 * Why it is measured after the deed: no declaration can be forgotten or wrong. Anyone who calls takes
 * the deed back when it is refused.
 * Bounds: what an action removes is no credit; else rows would be made on one day and paid on another.
 */
export function chargeGrowth(
  state: Writer,
  { action, input, person }: ChargedAction,
  grown: Growth,
  now: number,
): Refusal | undefined {
  const kept = action.keeps?.(input as never) ?? 0;
  const growth = { rows: Math.max(0, grown.rows), bytes: Math.max(0, grown.bytes) + kept };
  if (growth.rows === 0 && growth.bytes === 0) return undefined;
  const payers = payersOf(state, action, person);
  for (const payer of payers) {
    const refusal = refusalOf(state, payer, growth, now);
    if (refusal !== undefined) return refusal;
  }
  for (const payer of payers) noteGrowth(state, payer.person, growth, now);
  return undefined;
}

/**
 * Refuses an action beforehand whose growth would find no room.
 *
 * Why not always: only anyone who is near their bound has the deed tried out.
 */
export function refusalOfGrowth(
  state: Reader,
  deed: ChargedAction,
  now: number,
  apply: (state: Writer) => PersonId,
): Refusal | undefined {
  const { action, person } = deed;
  const kept = action.keeps?.(deed.input as never) ?? 0;
  const much = { ...ONE_ACTION, bytes: ONE_ACTION.bytes + kept };
  const isNear = (payer: Payer) => refusalOf(state, payer, much, now) !== undefined;
  const isJoining = action.joinsWith !== undefined;
  if (!isJoining && !payersOf(state, action, person).some(isNear)) return undefined;
  const tried = createOverlay(state);
  const { value, growth } = tried.measure(() => apply(tried));
  return chargeGrowth(tried, { ...deed, person: value }, growth, now);
}

/**
 * Those on whose account it goes: anyone who acts; for an applicant also anyone who answers for them.
 *
 * Why an applicant pays also for what is free: else a link would buy devices and keys without end.
 * Why not with all of it: anyone who made a link that got about must not be silenced by strangers.
 */
function payersOf(
  state: Reader,
  { free }: Pick<AnyAction, "free">,
  person: PersonId,
): readonly Payer[] {
  const answering = answersFor(state, person);
  if (answering !== undefined) {
    const own: Payer = { person, most: APPLICANT_GROWTH };
    return answering === person ? [own] : [own, { person: answering, most: forApplicants(state) }];
  }
  return free === undefined ? [{ person, most: mostOf(state) }] : [];
}

/** Up to where applicants may fill the day of anyone who answers for them. */
function forApplicants(state: Reader): Growth {
  const { rows, bytes } = mostOf(state);
  const part = (all: number) => divFloor(all * APPLICANTS_QUARTERS, 4);
  return { rows: part(rows), bytes: part(bytes) };
}

/** What a member may add in a day. */
export function mostOf(state: Reader): Growth {
  return {
    rows: parameterValue(state, "growth-rows-per-day"),
    bytes: parameterValue(state, "growth-kilobytes-per-day") * KILOBYTE,
  };
}

function refusalOf(
  state: Reader,
  { person, most }: Payer,
  growth: Growth,
  now: number,
): Refusal | undefined {
  const used = grownBy(state, person, now);
  const hasRoom = used.rows + growth.rows <= most.rows && used.bytes + growth.bytes <= most.bytes;
  if (hasRoom) return undefined;
  const again = (dayOf(now) + 1) * DAY;
  return refuse(faults["no-room-today"], { person, used: { ...used }, most: { ...most }, again });
}
