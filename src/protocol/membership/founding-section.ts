import { personId } from "../kernel/ids.ts";
import { bool, list, moment, record, u16, u32, type ValueOf } from "../kernel/schema.ts";
import { VOUCHERS_KEPT_MAX } from "./waiting-types.ts";

/** Members at a founding at most, as many as people. */
const FOUNDING_MEMBERS_MAX = 1_048_576;
/** Vouches at a founding at most. */
const FOUNDING_VOUCHES_MAX = 16_777_216;
/** Days of admissions that a founding carries at most. */
const FOUNDING_INTAKE_MAX = 400;

/** How long a founding phase may last, in days. */
export const PHASE_DAYS_MAX = 120;
/** With how many members a founding phase ends at the latest. */
const PHASE_MEMBERS_MAX = 500;
/** Founders from whose number on a phase may not bring too many for each. */
const MANY_FOUNDERS = 10;
/** With how many members a founding phase of many founders may end at least. */
const PHASE_MEMBERS_MANY = 80;

/**
 * Up to how many members a founding phase may go: 500, for ten founders and more twice as many as
 * they are, at least 80.
 *
 * Why: a tenth of the founders, who alone use their places, would else come near half.
 */
export function phaseMembersMost(founders: number): number {
  if (founders < MANY_FOUNDERS) return PHASE_MEMBERS_MAX;
  return Math.min(PHASE_MEMBERS_MAX, Math.max(PHASE_MEMBERS_MANY, 2 * founders));
}

/**
 * The room's part of the founding document.
 *
 * Shape: `phase` is the founding phase (zeros: none); what follows is carried by a community that
 * goes on from another: by whose vouches people came, how many were admitted on which days, who may
 * not vouch until when, and up to when anyone who came counts as past the newcomers' wait.
 */
export const sectionShape = record({
  members: list(
    record({ person: personId, since: moment, founder: bool, invitedBy: personId }),
    FOUNDING_MEMBERS_MAX,
  ),
  vouches: list(
    record({ from: personId, to: personId, at: moment, until: moment }),
    FOUNDING_VOUCHES_MAX,
  ),
  phase: record({ days: u16, members: u32 }),
  admissions: list(
    record({ person: personId, at: moment, vouchers: list(personId, VOUCHERS_KEPT_MAX) }),
    FOUNDING_MEMBERS_MAX,
  ),
  intake: list(record({ day: u32, admitted: u32, members: u32 }), FOUNDING_INTAKE_MAX),
  bars: list(record({ person: personId, until: moment, bars: u16 }), FOUNDING_MEMBERS_MAX),
  settledUntil: moment,
});

/** The room's part of a founding document. */
export type Section = ValueOf<typeof sectionShape>;

/** What a document says that leaves the part out: nobody, and no phase. */
export const EMPTY_SECTION: Section = {
  members: [],
  vouches: [],
  phase: { days: 0, members: 0 },
  admissions: [],
  intake: [],
  bars: [],
  settledUntil: 0,
};
