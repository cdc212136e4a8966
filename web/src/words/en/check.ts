import { count, plural } from "../format.ts";
import { duration } from "../time.ts";

const answers = (n: number): string => plural(n, { one: "# answer", other: "# answers" });

/** Rounded to whole minutes, hours or days, so that it is said with one number. Units: milliseconds. */
function roughly(apart: number): number {
  const size = Math.abs(apart);
  const unit = size < 3_600_000 ? 60_000 : size < 86_400_000 ? 3_600_000 : 86_400_000;
  return Math.max(1, Math.round(size / unit)) * unit;
}

/** "Check on this device": what this device has proved by itself. */
export const check = {
  title: "Check on this device",
  lead: "You need not trust the node: this device can count again by itself.",
  start: "Check now",
  again: "Check again",
  checking: "Checking\u2026",
  checked: "checked",
  failedMark: "not confirmed",
  oldMark: "of an older page",
  old: "Nothing newer has come for a while. What is shown was true then; your device cannot know whether it still is.",
  asOf: "This is as of",
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
  begunAgain:
    "This device had not looked for a month, so it began again from the newest page. Compare the name of the record, under Helpers, with somebody you trust.",
  took: (bytes: string, milliseconds: number): string =>
    `${bytes} of proof, checked in ${count(Math.max(1, Math.round(milliseconds)))} ms.`,
  failed: (reason: string): string => `It could not be confirmed: ${reason}.`,
  cannot: {
    clock: (apart: number): readonly [string, string] => [
      apart === 0
        ? "The clock of this device and the newest page of the record do not agree."
        : `The node\u2019s clock is ${duration(roughly(apart))} ${apart > 0 ? "ahead of" : "behind"} the one of this device.`,
      "One of them is wrong, so this device cannot tell how new a page is. Set the clock of this device. If it is right, tell the person who runs the node.",
    ],
    missing: [
      "The node does not have a page that this device has verified.",
      "It may still be fetching it. If it stays like this, it came back from an old backup: ask the person who runs it.",
    ] as const,
    work: [
      "To check this, your device has to check more than 400 signatures.",
      "That takes a while and some of your battery. A node that wants to waste your time can ask for it, too.",
    ] as const,
    workGo: "Check all the same",
    back: "The node lacks a page that this device has verified.",
    backHow: "Do not pay, vote or decide anything until it is cleared up.",
    other: (detail: string): string => `What the node shows does not hold: ${detail}.`,
    otherHow: "Compare with somebody else, or use another node.",
    stranger: "This node shows another community than the one you signed for.",
    strangerHow: "Check its address.",
  },
  rules: (n: number): string =>
    `${plural(n, { one: "# rule was", other: "# rules were" })} proved, none missing. They are the ones shown here.`,
  rulesDiffer: "The proved rules are not the ones that the node shows.",
  balance: (n: number): string =>
    `${plural(n, { one: "# holding was", other: "# holdings were" })} proved, none missing. They are what is shown here.`,
  balanceDiffers: "The proved holdings are not what the node shows.",
};
