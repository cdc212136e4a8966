import { defineRoom } from "../kernel/room.ts";
import { acceptAsCircle } from "./accept-as-circle.ts";
import { acceptOffer } from "./accept-offer.ts";
import { claim } from "./claim.ts";
import { declineAsCircle } from "./decline-as-circle.ts";
import { declineOffer } from "./decline-offer.ts";
import { offersGoBack } from "./due.ts";
import * as events from "./events.ts";
import { moneyFaults } from "./faults.ts";
import { founding } from "./founding.ts";
import {
  claimsHavePassed,
  daysFollow,
  holdersAgree,
  offersAgree,
  sharesAreConserved,
  trustsAgree,
} from "./invariants.ts";
import { offer } from "./offer.ts";
import { offerAsCircle } from "./offer-as-circle.ts";
import { pay } from "./pay.ts";
import { payAsCircle } from "./pay-as-circle.ts";
import { takeOver } from "./take-over.ts";
import { trust } from "./trust.ts";
import { trustAsCircle } from "./trust-as-circle.ts";
import {
  claims,
  days,
  due,
  holders,
  holdings,
  ledger,
  MONEY,
  offers,
  offersFrom,
  offersTo,
  supply,
  trustedBy,
  trusts,
} from "./types.ts";
import { untrust } from "./untrust.ts";
import { untrustAsCircle } from "./untrust-as-circle.ts";
import { dayView, payableView, supplyView, trustsView, walletView } from "./views.ts";
import { withdrawAsCircle } from "./withdraw-as-circle.ts";
import { withdrawOffer } from "./withdraw-offer.ts";

/** Everybody's income and currency, whose money people take, payments and offers. */
export const money = defineRoom({
  name: "money",
  number: MONEY,
  summary: "Equal income for everybody, whose money people take, payments and offers.",
  tables: [
    ledger,
    days,
    supply,
    holdings,
    holders,
    trusts,
    trustedBy,
    claims,
    offers,
    offersTo,
    offersFrom,
    due,
  ],
  actions: [
    claim,
    trust,
    untrust,
    pay,
    offer,
    acceptOffer,
    declineOffer,
    withdrawOffer,
    payAsCircle,
    offerAsCircle,
    trustAsCircle,
    untrustAsCircle,
    acceptAsCircle,
    declineAsCircle,
    withdrawAsCircle,
    takeOver,
  ],
  events: Object.values(events),
  views: [walletView, payableView, trustsView, supplyView, dayView],
  faults: Object.values(moneyFaults),
  invariants: [
    sharesAreConserved,
    holdersAgree,
    trustsAgree,
    offersAgree,
    claimsHavePassed,
    daysFollow,
  ],
  founding,
  due: offersGoBack,
});

export { heirOf } from "./accounts.ts";
export { toMicro, toShares } from "./convert.ts";
export { dailyFactor } from "./demurrage.ts";
export { moneyFaults } from "./faults.ts";
export { claims, days, holdings, trusts } from "./types.ts";
