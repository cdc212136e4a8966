import { count, plural } from "../format.ts";
import { duration } from "../time.ts";

/** Rounded to whole minutes, hours or days, so that it is said with one number. Units: milliseconds. */
function roughly(apart: number): number {
  const size = Math.abs(apart);
  const unit = size < 3_600_000 ? 60_000 : size < 86_400_000 ? 3_600_000 : 86_400_000;
  return Math.max(1, Math.round(size / unit)) * unit;
}

/** "Check on this device": what this device has proved by itself. */
export const check = {
  title: "Check on this device",
  lead: "You need not trust the node: this device can work out by itself all that stands on this page.",
  start: "Check now",
  again: "Check again",
  checking: "Checking\u2026",
  checked: "checked",
  failedMark: "not confirmed",
  differsMark: "differs",
  partlyMark: "in part",
  oldMark: "of an older page",
  old: "Nothing newer has come since; a quiet community writes a page each hour. What is shown was true then.",
  asOf: "This is as of",
  all: (same: number): string =>
    same === 1
      ? "This device has worked it out by itself, and comes to the same."
      : `This device has worked out all ${count(same)} parts of this page by itself, and comes to the same.`,
  some: (same: number, parts: number): string =>
    `This device has worked out ${count(same)} of ${count(parts)} parts of this page by itself and comes to the same there.`,
  what: "What was worked out",
  differs:
    "What your node shows here is not what this device has worked out. Believe your device, do not act on what the node says, and tell the others.",
  older: "It was so when this page was read, and is otherwise by now.",
  unknown: "It is otherwise now. What it was when this page was read cannot be proved any more.",
  reread: "Something here had changed since the page was read; it was read again.",
  columns: { own: "This device", node: "Your node" },
  everything: "all of it",
  nothing: "nothing",
  signed: (present: number, all: number, height: number): string =>
    `Signed by ${count(present)} of ${plural(all, { one: "# helper", other: "# helpers" })} on page ${count(height)} of the record.`,
  begunAgain:
    "This device had not looked for a month, so it began again from the newest page. Compare the name of the record, under Helpers, with somebody you trust.",
  took: (bytes: string, milliseconds: number): string =>
    `${bytes} of proof, checked in ${count(Math.max(1, Math.round(milliseconds)))} ms.`,
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
};
