import { circleAccount } from "../kernel/account.ts";
import type { CircleId } from "../kernel/ids.ts";
import { DAY, HOUR } from "../kernel/time.ts";
import { foundCircles, wish } from "./circling.ts";
import { decide, type Wish } from "./deciding.ts";
import { outcomeOf, type TestLaw } from "./test-law.ts";

/** One unit in micro-units. */
export const UNIT = 1_000_000;

const NO_NOTE = new Uint8Array(32);

/** What the wallet's view shows, as far as tests look at it. */
export interface Wallet {
  readonly micro: number;
  readonly holdings: readonly {
    readonly currency: number;
    readonly micro: number;
    readonly shares: bigint;
  }[];
  readonly income: { readonly hours: number; readonly micro: number; readonly since: number };
  readonly offersIn: readonly { readonly offer: number; readonly micro: number }[];
  readonly offersOut: readonly { readonly offer: number; readonly micro: number }[];
}

/** Reads the wallet of an account. */
export function walletOf(testLaw: TestLaw, account: number): Wallet {
  return testLaw.view<Wallet>("money/wallet", { account });
}

/** What an account holds of a currency, in micro-units of today. */
export function heldBy(testLaw: TestLaw, account: number, currency: number): number {
  const held = walletOf(testLaw, account).holdings.find((held) => held.currency === currency);
  return held?.micro ?? 0;
}

/** Collects a person's income of all that has passed. */
export function claim(testLaw: TestLaw, person: number, until = 0): string {
  return outcomeOf(testLaw.act(person, "money/claim", { until }));
}

/** Says that a person takes a currency. */
export function trust(testLaw: TestLaw, person: number, currency: number, cap = 0): string {
  const input = { currency, cap, until: testLaw.now + 90 * DAY };
  return outcomeOf(testLaw.act(person, "money/trust", input));
}

/** Pays; each part is a currency and micro-units. */
export function pay(
  testLaw: TestLaw,
  from: number,
  to: number,
  ...parts: readonly (readonly [number, number])[]
): string {
  const listed = parts.map(([currency, micro]) => ({ currency, micro }));
  return outcomeOf(testLaw.act(from, "money/pay", { to, parts: listed, note: NO_NOTE }));
}

/** Offers money. */
export function offer(
  testLaw: TestLaw,
  from: number,
  to: number,
  currency: number,
  micro: number,
): string {
  const input = { to, currency, micro, note: NO_NOTE };
  return outcomeOf(testLaw.act(from, "money/offer", input));
}

/** Lets hours pass, all of them within the first day's figures, and everybody collect them. */
export function earn(testLaw: TestLaw, hours = 10): void {
  testLaw.pass(hours * HOUR);
  for (let person = 1; person <= testLaw.keys.length; person++) claim(testLaw, person);
}

/** Wishes of circles about their money, as tests write them. */
export const moneyWish = {
  trust: (currency: number, until: number, cap = 0): Wish => {
    return { type: "money/trust-as-circle", input: { currency, cap, until } };
  },
  untrust: (currency: number): Wish => {
    return { type: "money/untrust-as-circle", input: { currency } };
  },
  pay: (to: number, ...parts: readonly (readonly [number, number])[]): Wish => {
    const listed = parts.map(([currency, micro]) => ({ currency, micro }));
    return { type: "money/pay-as-circle", input: { to, parts: listed, note: NO_NOTE } };
  },
  offer: (to: number, currency: number, micro: number): Wish => {
    return { type: "money/offer-as-circle", input: { to, currency, micro, note: NO_NOTE } };
  },
  answer: (verb: "accept" | "decline" | "withdraw", offer: number): Wish => {
    return { type: `money/${verb}-as-circle`, input: { offer } };
  },
  takeOver: (circle: number): Wish => ({ type: "money/take-over", input: { circle } }),
};

/** The account of the circle with this number. */
export function accountOf(circle: number): number {
  return circleAccount(circle as CircleId);
}

/** Founds a community of four with circle 2 and, within it, circle 3, all of them in both. */
export function foundPurse(): TestLaw {
  const members = [1, 2, 3, 4];
  return foundCircles(4, [{ members }, { parent: 2, members }]);
}

/** Has a circle of all four decide about its money. */
export function decideMoney(testLaw: TestLaw, circle: number, ...wishes: readonly Wish[]): string {
  return decide(testLaw, { circle, kind: "money", wishes }, [1, 2, 3]);
}

/** Founds the same community, with money of person 1 in the account of one of its circles. */
export function purseWith(micro: number, circle = 2): TestLaw {
  const testLaw = foundPurse();
  if (micro === 0) return testLaw;
  earn(testLaw);
  decideMoney(testLaw, circle, moneyWish.trust(1, testLaw.now + 3000 * DAY));
  earn(testLaw);
  const paid = pay(testLaw, 1, accountOf(circle), [1, micro]);
  if (paid !== "done") throw new Error(paid);
  return testLaw;
}

/** Has circle 3 closed by its own decision. */
export function closeThird(testLaw: TestLaw): void {
  const wishes = [wish.closeCircle(3)];
  const stage = decide(testLaw, { circle: 3, kind: "circle", wishes }, [1, 2, 3]);
  if (stage !== "in-effect") throw new Error(stage);
}
