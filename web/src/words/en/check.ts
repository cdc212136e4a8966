import { count, plural } from "../format.ts";

const answers = (n: number): string => plural(n, { one: "# answer", other: "# answers" });

/** "Check on this device": what this device has proved by itself. */
export const check = {
  title: "Check on this device",
  lead: "You need not trust the node: this device can count again by itself.",
  start: "Check now",
  again: "Check again",
  checking: "Checking\u2026",
  checked: "checked",
  failedMark: "not confirmed",
  openYet:
    "The answers of an open proposal are closed to everyone. It can be counted again once it has closed.",
  ballots: (n: number): string => `All ${answers(n)} were here, none missing and none twice.`,
  noBallots: "There were no answers, and none is missing.",
  recounted: (yes: number, no: number, abstain: number): string =>
    `Counted again on this device: ${count(yes)} yes, ${count(no)} no, ${count(abstain)} neither. The same result.`,
  differs: (yes: number, no: number, abstain: number): string =>
    `Counted again on this device: ${count(yes)} yes, ${count(no)} no, ${count(abstain)} neither. That is not what the node says.`,
  signed: (present: number, all: number, height: number): string =>
    `Signed by ${count(present)} of ${plural(all, { one: "# helper", other: "# helpers" })} on page ${count(height)} of the record.`,
  founded: "Followed from the founding of this community, step by step, without trusting the node.",
  anew: "This device had not looked for a month, so it began anew from the newest page. Compare the name of the record, under Helpers, with somebody you trust.",
  took: (bytes: string, milliseconds: number): string =>
    `${bytes} of proof, checked in ${count(Math.max(1, Math.round(milliseconds)))} ms.`,
  failed: (reason: string): string => `It could not be confirmed: ${reason}.`,
  rules: (n: number): string =>
    `${plural(n, { one: "# rule was", other: "# rules were" })} proved, none missing. They are the ones shown here.`,
  rulesDiffer: "The proved rules are not the ones that the node shows.",
  balance: (n: number): string =>
    `${plural(n, { one: "# holding was", other: "# holdings were" })} proved, none missing. They are what is shown here.`,
  balanceDiffers: "The proved holdings are not what the node shows.",
};
