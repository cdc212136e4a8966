import { count, list, plural } from "../format.ts";

/** Sentences of the parts that every page is built from. */
export const parts = {
  back: (place: string): string => `Back to ${place}`,
  close: "Close",
  cancel: "Cancel",
  why: "Why?",
  rule: "The rule",
  you: "you",
  needed: "needed",
  required: "Please fill this in.",
  ring: (present: number, all: number): string =>
    `${count(present)} of ${plural(all, { one: "# helper", other: "# helpers" })} here`,
  group: (size: number, label: string): string => `${count(size)} ${label}`,
  groups: (each: readonly string[]): string => list(each),
  eachDot: "Each dot is one person.",
  readers: {
    public: "Anyone can read this.",
    community: "Members of the community can read this.",
    ledger: "Everyone can see this, for good.",
    closing: "Everyone can see this once it is over, for good.",
    "closing-members": "Members can read this once voting has ended; nobody before.",
    device: "Only this device knows this.",
  },
  steps: {
    device: "On my device",
    node: "Seen by my node",
    agreed: "Agreed by the community",
    refused: "Refused",
    done: "done",
    now: "now",
    later: "not yet",
  },
  more: (n: number): string => `+${count(n)}`,
  pick: {
    hint: "A name or a number",
    change: "Change",
    circle: "a circle",
    nobody: "Nobody by that name or number.",
    found: (n: number): string => plural(n, { one: "One fits.", other: "# fit." }),
    keepTyping: "Type more of the name to find others.",
    alike: (number: number, n: number): string =>
      `Number ${count(number)}. ${count(n)} people here are called so.`,
  },
  copy: "Copy",
  copied: "Copied.",
  loading: "Reading\u2026",
  retry: "Try again",
  moreRows: "Show more",
};
