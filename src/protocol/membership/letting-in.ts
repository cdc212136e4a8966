import { parameterValue } from "../constitution/index.ts";
import { present } from "../kernel/assert.ts";
import type { Event } from "../kernel/event.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { closeApplication, vouchesNeeded } from "./applications.ts";
import { personAdmitted, phaseEnded } from "./events.ts";
import { endPhase, isPhaseFull, runningPhase } from "./places.ts";
import { putMember } from "./standing.ts";
import { broughtBy, countBrought } from "./tally.ts";
import { members } from "./types.ts";
import { liveVouchers } from "./vouching.ts";
import { admissions, VOUCHERS_KEPT_MAX } from "./waiting-types.ts";

/** Those who vouch for somebody, who brought fewest lately first, with how many. */
function vouchersByBrought(state: Reader, person: PersonId, now: number) {
  const counted = liveVouchers(state, person, now).map((voucher) => ({
    voucher,
    brought: broughtBy(state, voucher, now),
  }));
  return counted.sort(
    (left, right) => left.brought - right.brought || left.voucher - right.voucher,
  );
}

/**
 * How far behind somebody waits for a place: how many their vouchers brought lately, of as many
 * vouchers as are needed, those who brought fewest.
 */
export function rankOf(state: Reader, person: PersonId, now: number): number {
  const needed = vouchesNeeded(state, person);
  const fewest = vouchersByBrought(state, person, now).slice(0, needed);
  return fewest.reduce((sum, { brought }) => sum + brought, 0);
}

/** Makes an applicant a member, and keeps by whose vouches; a phase that is full ends. */
export function admit(state: Writer, person: PersonId, now: number): Event[] {
  const row = present(members.get(state, [person]), "anyone who is admitted has applied");
  const vouchers = vouchersByBrought(state, person, now)
    .slice(0, VOUCHERS_KEPT_MAX)
    .map(({ voucher }) => voucher);
  closeApplication(state, person);
  admissions.put(state, [person], { at: now, vouchers });
  for (const voucher of vouchers) countBrought(state, voucher, now);
  putMember(state, person, {
    ...row,
    status: "member",
    since: now,
    waitDays: parameterValue(state, "vouch-wait-days"),
    elderDays: parameterValue(state, "elder-after-days"),
  });
  const admitted = personAdmitted([person], { person, vouches: vouchers.length });
  const phase = runningPhase(state, now);
  if (phase === undefined || !isPhaseFull(state, phase)) return [admitted];
  endPhase(state, phase, now);
  return [admitted, phaseEnded([], { kind: phase.kind })];
}
