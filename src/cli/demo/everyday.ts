import { cutParts } from "../../client/payment-parts.ts";
import { DAY } from "../../protocol/kernel/time.ts";
import type { DemoDriver } from "./demo-driver.ts";
import { type DemoStep, step } from "./demo-step.ts";
import { FOUNDERS, INVITED, MEMBERS } from "./people.ts";
import type { Random } from "./random.ts";

/** The day up to which the everyday life of the demonstration goes. */
const LAST_DAY = 29;
/** Hours of a day at which things happen; few, so that they share blocks. */
const HOURS = [8, 13, 19];
const PAYMENTS_A_DAY = 12;
const MICRO = 1_000_000;
const TRUST_DAYS = 365;

/** Ana, as whom a visitor begins. */
const VISITOR = 1;
/** The baker accepts one currency only, which Ana does not hold: trust would mend it. */
const BAKER = 7;
const BAKERS_ONLY = 18;

const NOTES = [
  "Bread for the meeting",
  "Thank you for the bench",
  "Three evenings with the children",
  "Seedlings",
  "The bicycle runs again!",
  "شكراً على الدرس",
  "修好了，谢谢",
  "Honey",
];

/** Payments that a visitor finds in Ana's list: the day, from whom, to whom, how much, what for. */
const NOTED: readonly (readonly [number, number, number, number, string])[] = [
  [9, 2, 1, 18, "Thank you for the key"],
  [13, 3, 1, 7, "Cloth and thread"],
  [16, 1, 2, 12, "The boat floats again"],
  [19, 23, 1, 25, "For the choir evening"],
  [22, 24, 1, 9, "Coffee beans"],
  [24, 1, 3, 14, "New brakes"],
  [27, 2, 1, 6, "Soup for three"],
];

/** The day on which somebody became a member. */
function memberFrom(person: number): number {
  if (person <= FOUNDERS) return 0;
  const group = INVITED.findIndex(({ guests }) => guests.includes(person));
  return 2 + group * 5;
}

/** Income, trust and payments of an ordinary month. */
export function everydaySteps(random: Random): DemoStep[] {
  return [...trustSteps(random), ...claimSteps(random), ...paymentSteps(random)];
}

/** Whom each person trusts: the four around them in the circle of all, and some by chance. */
export function trustedBy(person: number, random: Random): readonly number[] {
  if (person === BAKER) return [BAKERS_ONLY];
  const all = MEMBERS.length;
  const around = [-2, -1, 1, 2].map((step) => ((person - 1 + step + all) % all) + 1);
  const chosen = new Set([...around, ...[0, 1, 2].map(() => random.below(all) + 1)]);
  if (person === VISITOR) chosen.delete(BAKERS_ONLY);
  chosen.delete(person);
  return [...chosen];
}

function trustSteps(random: Random): DemoStep[] {
  const steps: DemoStep[] = [];
  for (let person = 1; person <= MEMBERS.length; person += 1) {
    for (const currency of trustedBy(person, random)) {
      const day = Math.max(memberFrom(person), memberFrom(currency)) + 1;
      const cap = random.below(4) === 0 ? (100 + 50 * random.below(8)) * MICRO : 0;
      const trust = (driver: DemoDriver) => {
        const until = driver.now() + TRUST_DAYS * DAY;
        return driver.act(person, "money/trust", { currency, cap, until });
      };
      steps.push(step(day, 18, trust));
    }
  }
  return steps;
}

function claimSteps(random: Random): DemoStep[] {
  const steps: DemoStep[] = [];
  for (let person = 1; person <= MEMBERS.length; person += 1) {
    let day = memberFrom(person) + 2;
    // The visitor finds income to collect.
    const last = person === VISITOR ? LAST_DAY - 2 : LAST_DAY;
    while (day <= last) {
      steps.push(
        step(day, random.pick(HOURS), (driver) => driver.act(person, "money/claim", { until: 0 })),
      );
      day += 2 + random.below(4);
    }
  }
  return steps;
}

function paymentSteps(random: Random): DemoStep[] {
  const steps: DemoStep[] = [];
  for (let day = 5; day <= LAST_DAY; day += 1) {
    const payers = new Set<number>();
    for (let count = 0; count < PAYMENTS_A_DAY; count += 1) {
      const from = random.below(MEMBERS.length) + 1;
      const to = random.below(MEMBERS.length) + 1;
      const micro = (2 + random.below(24)) * MICRO + random.below(4) * 250_000;
      const isFit = from !== to && memberFrom(from) + 5 < day && memberFrom(to) + 2 < day;
      // One payment a day from and to each, so that none gets in another's way.
      if (!isFit || payers.has(from) || payers.has(to)) continue;
      payers.add(from).add(to);
      const note = random.below(9) === 0 ? random.pick(NOTES) : "";
      // Half an hour after the claims, which would change what can be paid.
      steps.push(
        step(day, random.pick(HOURS) + 0.5, (driver) => pay(driver, { from, to, micro, note })),
      );
    }
  }
  for (const [place, [day, from, to, amount, note]] of NOTED.entries()) {
    const micro = amount * MICRO;
    steps.push(step(day, 20 + place / 60, (driver) => pay(driver, { from, to, micro, note })));
  }
  // A payment that waits for the visitor's word, since she does not trust the payer.
  steps.push(step(28, 20, (driver) => offer(driver, BAKERS_ONLY, VISITOR)));
  return steps;
}

async function pay(
  driver: DemoDriver,
  { from, to, micro, note }: { from: number; to: number; micro: number; note: string },
): Promise<void> {
  const payable = driver.view("money/payable", { from, to });
  const parts = cutParts(payable?.parts ?? [], BigInt(micro));
  if (parts === undefined) return;
  await driver.act(from, "money/pay", { to, parts, note: await noteOf(driver, from, note) });
}

async function offer(driver: DemoDriver, from: number, to: number): Promise<void> {
  const note = await noteOf(driver, from, "For the fish box you lent me");
  await driver.act(from, "money/offer", { to, currency: from, micro: 14 * MICRO, note });
}

async function noteOf(driver: DemoDriver, from: number, text: string): Promise<Uint8Array> {
  if (text === "") return new Uint8Array(32);
  return driver.publish(from, { kind: "note", audience: "community", content: { text } });
}
