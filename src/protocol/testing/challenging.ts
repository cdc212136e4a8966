import { DAY } from "../kernel/time.ts";
import type { Why } from "../kernel/why.ts";
import type { Receipt } from "../state-machine.ts";
import { publishText } from "./deciding.ts";
import { foundNetwork, giveValues, machineKey } from "./helping.ts";
import { applyBy, rules, statusOf } from "./joining.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "./test-law.ts";

/** A challenge as a test reads it. */
export interface ShownChallenge {
  readonly stage: string;
  readonly way: string;
  readonly until: number;
  readonly closesAt: number;
  readonly beganAt: number;
  readonly needed: number;
  readonly eligible: number;
  readonly sentence: string;
  readonly supportedBy: readonly number[];
  readonly accused: readonly {
    readonly person: number;
    readonly outcome: string;
    readonly yes: number;
    readonly no: number;
    readonly why: Why | null;
  }[];
  readonly jurors: readonly { readonly person: number; readonly seat: string }[];
  readonly ballots:
    | readonly { readonly person: number; readonly answers: readonly string[] }[]
    | null;
  readonly voices: readonly unknown[] | null;
  readonly mine: { readonly judges: { readonly by: string }; readonly [name: string]: unknown };
}

/** Figures with which people come in quickly. */
const QUICK = { "vouch-pace-days": 0, "vouches-needed": 2 };

/** Founds a community in which founders let people in by two vouches; everyone judges there. */
export function foundQuick(founders: number, figures: { readonly [name: string]: number } = {}) {
  return foundTestLaw(founders, { constitution: rules({ ...QUICK, ...figures }) });
}

/** Founds a community with so many machines, old enough for juries. */
export function foundForJuries(founders: number, machines = 4): TestLaw {
  const testLaw = foundNetwork(founders, machines, { constitution: rules(QUICK) });
  testLaw.pass(90 * DAY);
  return testLaw;
}

/** Lets somebody in by these vouches; returns their number. */
export function letIn(testLaw: TestLaw, vouchers: readonly number[]): number {
  const newcomer = applyBy(testLaw, vouchers[0] as number);
  for (const from of vouchers) testLaw.act(from, "membership/vouch", { person: newcomer });
  if (statusOf(testLaw, newcomer) !== "member") throw new Error("nobody was let in");
  return newcomer;
}

let notes = 0;

/** Publishes a note of somebody and returns its hash. */
export function publishNote(testLaw: TestLaw, person: number): Uint8Array {
  notes += 1;
  return publishText(testLaw, person, `note ${notes}`, "note");
}

/** Has somebody challenge people, with a reason that they publish first. */
export function open(
  testLaw: TestLaw,
  by: number,
  accused: readonly number[],
  voucher = 0,
  reason = publishNote(testLaw, by),
): Receipt {
  return testLaw.act(by, "challenges/open", { accused, voucher, reason });
}

/** Has members support a challenge; returns what came of each. */
export function supportBy(testLaw: TestLaw, people: readonly number[], challenge = 1): string[] {
  return people.map((person) => {
    return outcomeOf(testLaw.act(person, "challenges/support", { challenge }));
  });
}

/** Opens a challenge with its supporters, and lets the time to answer pass; returns its number. */
export function challengeBy(
  testLaw: TestLaw,
  people: readonly number[],
  accused: readonly number[],
  voucher = 0,
): number {
  const [by = 0, ...others] = people;
  const receipt = open(testLaw, by, accused, voucher);
  if (receipt.code !== 0) throw new Error(outcomeOf(receipt));
  const challenge = Number(receipt.events[0]?.data["challenge"]);
  const wrong = supportBy(testLaw, others, challenge).find((outcome) => outcome !== "done");
  if (wrong !== undefined) throw new Error(wrong);
  return challenge;
}

/** Has machines 1 to n give their values to the newest lot about a jury, and lets the hearing pass. */
export function drawJury(
  testLaw: TestLaw,
  challenge: number,
  machines = 4,
  lot = challenge,
): number[] {
  const keys = Array.from({ length: machines }, (_, at) => machineKey(at + 1));
  giveValues(testLaw, keys, lot, "jury");
  testLaw.pass(3 * DAY);
  return sitting(testLaw, challenge);
}

/** Who sits on the jury of a challenge. */
export function sitting(testLaw: TestLaw, challenge: number): number[] {
  const { jurors } = show(testLaw, challenge);
  return jurors.filter(({ seat }) => seat === "sits").map(({ person }) => person);
}

/** Has people judge; returns what came of each. */
export function judgeAs(
  testLaw: TestLaw,
  people: readonly number[],
  answers: readonly string[],
  challenge = 1,
  type = "challenges/judge",
): string[] {
  return people.map((person) => {
    return outcomeOf(testLaw.act(person, type, { challenge, answers }));
  });
}

/** A challenge as somebody sees it. */
export function show(testLaw: TestLaw, challenge = 1, person = 0): ShownChallenge {
  return testLaw.view<ShownChallenge>("challenges/challenge", { challenge, person });
}

/** What came of a challenge for each of the accused. */
export function outcomes(testLaw: TestLaw, challenge = 1): string[] {
  return show(testLaw, challenge).accused.map(({ outcome }) => outcome);
}
