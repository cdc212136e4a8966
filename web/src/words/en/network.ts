import { count, plural } from "../format.ts";

const helpers = (all: number): string => plural(all, { one: "# helper", other: "# helpers" });

/** Who keeps the network up, and what this device has checked of it. */
export const network = {
  light: {
    order: "All in order.",
    asking: "Checking on this device\u2026",
    look: "Please look.",
    alone: (all: number): string => (all === 1 ? "One machine keeps this community." : ""),
    away: (n: number): string =>
      plural(n, { one: "One machine is away.", other: "# machines are away." }),
    close: (present: number, all: number): string =>
      `${count(present)} of ${helpers(all)} are here: if one more leaves, we pause.`,
    checked: "Checked on this device.",
  },
  title: "Helpers",
  lead: "Helpers are the machines that put what people do in order and sign every page of the record.",
  agree: (present: number, all: number): string =>
    all === 1 ? "1 machine keeps this community" : `${count(present)} of ${helpers(all)} agree`,
  agreed: (present: number, all: number): string =>
    `${count(present)} of ${helpers(all)} agreed on the newest page`,
  unconnected: (away: number): string =>
    `${plural(away, { one: "# machine is", other: "# machines are" })} not connected to this node now.`,
  slack: (present: number, all: number): string => {
    const spare = present - Math.floor((2 * all) / 3) - 1;
    if (all === 1) return "If it stops, we pause until it is back. Nothing is lost.";
    if (spare < 0) return "Too few are here: we pause until one more is back.";
    if (spare === 0) return "If one more leaves, we pause until they are back.";
    return `We go on even if ${plural(spare, { one: "one more leaves", other: "# more leave" })}.`;
  },
  halted: (present: number, all: number): string =>
    `${count(present)} of ${helpers(all)} agree: too few`,
  haltedSince: "Nothing new has been agreed on since",
  haltedNeeds: (quorum: number): string => `${count(quorum)} are needed.`,
  missing: (names: string): string => `Missing: ${names}.`,
  haltedStill:
    "Reading and proving go on. What you do is kept, and goes on by itself once enough are back.",
  checking: "Checking on this device\u2026",
  checked: "Checked on this device.",
  asOf: "as of",
  oldPage: "Nothing newer has come since. A quiet community writes a page each hour.",
  alone: "No other machine could be asked for the same page.",
  agreeing: (n: number): string =>
    `${plural(n, { one: "# other machine shows", other: "# other machines show" })} the same page.`,
  unchecked: "Not checked yet.",
  failed: "This device could not confirm what the node says.",
  block: (height: number): string => `Page ${count(height)} of the record`,
  newest: "The newest page",
  chain: "The record\u2019s name",
  chainHow:
    "It is made from the founding document. Compare it with a friend\u2019s screen: the same name means the same community.",
  software: "Software on the node",
  founded: "Founded",
  signers: "Signed by",
  signed: (present: number, all: number): string => `${count(present)} of ${helpers(all)}`,
  took: (milliseconds: number): string => `in ${count(Math.max(1, Math.round(milliseconds)))} ms`,
};
