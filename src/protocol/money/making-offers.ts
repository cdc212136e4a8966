import { parameterValue } from "../constitution/index.ts";
import { peopleOf } from "../kernel/account.ts";
import type { Event } from "../kernel/event.ts";
import { type Refusal, refuse } from "../kernel/fault.ts";
import { type AccountId, accountId, currencyId } from "../kernel/ids.ts";
import { bytes32, record, type ValueOf } from "../kernel/schema.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { receiverRefusal } from "./accounts.ts";
import { toMicro, toShares } from "./convert.ts";
import { indexAt, writeDays } from "./days.ts";
import { offerMade } from "./events.ts";
import { moneyFaults as faults } from "./faults.ts";
import { debit, sharesOf } from "./holding.ts";
import { OFFERS_WAITING_MAX, offersWaiting, putOffer } from "./offering.ts";
import { micro } from "./types.ts";

/** What an offer says, anyone who makes it. */
export const offering = record({ to: accountId, currency: currencyId, micro, note: bytes32 });

type Offering = ValueOf<typeof offering>;

/** Who offers, and when. */
interface Offerer {
  readonly from: AccountId;
  readonly now: number;
}

/** Refuses an offer to nobody, of nothing, of what is not held, or one too many. */
export function offeringRefusal(
  state: Reader,
  { from, now }: Offerer,
  { to, currency, micro }: Offering,
): Refusal | undefined {
  if (to === from) return refuse(faults["to-yourself"]);
  const barred = receiverRefusal(state, to);
  if (barred !== undefined) return barred;
  if (micro === 0) return refuse(faults["empty-payment"], { currency });
  const index = indexAt(state, now);
  const held = sharesOf(state, from, currency);
  if (held < toShares(micro, index)) {
    const details = { currency, has: toMicro(held, index), needs: micro };
    return refuse(faults["insufficient"], details);
  }
  return offersWaiting(state, from) < OFFERS_WAITING_MAX
    ? undefined
    : refuse(faults["too-many-offers"], { most: OFFERS_WAITING_MAX });
}

/** Takes what was checked from its account and lets it wait. */
export function makeOffer(
  state: Writer,
  { from, now }: Offerer,
  { to, currency, micro, note }: Offering,
): readonly Event[] {
  const shares = toShares(micro, writeDays(state, now).index);
  const until = now + parameterValue(state, "offer-days") * DAY;
  debit(state, from, currency, shares);
  const offer = putOffer(state, { from, to, currency, shares, at: now, until, note });
  const told = { offer, from, to, currency, shares, micro, until, note };
  return [offerMade(peopleOf([from, to]), told)];
}
