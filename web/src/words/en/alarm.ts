import { count, plural } from "../format.ts";

/** The alarm: two nodes tell two histories, and both are signed. */
export const alarm = {
  title: "Two histories",
  lead: "This device compares what its node says with other nodes. It shows here when they disagree.",
  none: "The nodes that this device has asked tell one and the same history.",
  short: "Two nodes tell two histories.",
  look: "See both",
  what: (height: number): string =>
    `Page ${count(height)} of the record exists twice, and both are signed by enough helpers.`,
  means:
    "That cannot happen while more than two thirds of the helpers are honest. Somebody runs helpers that signed both, or has their keys. Which of the two is true, this device cannot know.",
  whatOfLink: (height: number): string =>
    `What this device was given, by a link or an invitation, names another page ${count(height)} of the record than the one that it has verified.`,
  meansOfLink:
    "Either the person who gave it was shown another history, or it was changed on its way. Which of the two, this device cannot know.",
  link: "What the link names",
  whatOfNode: (height: number, shown: number): string =>
    shown < height
      ? `This device has verified page ${count(height)} of the record. Its node now ends at page ${count(shown)}.`
      : shown > height
        ? `This device has verified page ${count(height)} of the record. The page ${count(shown)} that its node shows does not come after it.`
        : `This device has verified page ${count(height)} of the record. Its node now shows another page with that number.`,
  meansOfNode:
    "A node never loses a page that it has shown. Somebody has restored an old backup, or runs a second copy, or the node does not tell the truth. If the node says that it is catching up, wait and look again.",
  thisDevice: "What this device has verified",
  nodeNow: "What your node shows now",
  stepsOfNode: [
    "Do not pay, vote or decide anything until this is cleared up. Nothing is lost by waiting.",
    "Save the evidence: it holds both pages with their signatures.",
    "Ask the person who runs the node, in another way than through this app, whether an old backup was restored.",
    "Compare with other members: which page with this number does their device show?",
    "If the community agrees that the record goes on from what the node shows now, let this device begin again below.",
  ],
  again: "Begin again with what the node shows",
  againHow:
    "Your device then forgets what it has verified and believes the node once, as a new device does. Do this only after the community has agreed.",
  thisNode: "What your node shows",
  otherNode: "What another node shows",
  from: "Shown by",
  written: "Written",
  hash: "Name of the page",
  state: "State before it",
  actions: "What is written on it",
  signed: (present: number, all: number): string =>
    `Signed by ${count(present)} of ${plural(all, { one: "# helper", other: "# helpers" })}`,
  unreadable: "This page cannot be read any more.",
  whoTitle: "Who signed both",
  both: (n: number): string =>
    `${plural(n, { one: "This helper has", other: "These helpers have" })} signed both of these pages. The signatures prove it for everybody, for ever.`,
  nobodyBoth: "No helper has signed both of these two pages; the histories parted before.",
  doTitle: "What to do now",
  steps: [
    "Do not pay, vote or decide anything until this is cleared up. Nothing is lost by waiting.",
    "Save the evidence: it holds both pages with their signatures.",
    "Tell others in another way than through this app, and compare: what does their node show?",
    "Bring it before the community: anyone who signed both can be named, and loses the seat.",
  ],
  stepsOfLink: [
    "Do not pay, vote or decide anything until this is cleared up. Nothing is lost by waiting.",
    "Ask the person who gave you the link, in another way than through this app, what their device says: the name of this page must be the same.",
    "Save the evidence: it holds the page that this device has verified, and the name that the link gives.",
    "If their device has another page as well, bring both before the community.",
  ],
  save: "Save the evidence",
  saveHow: "A file that anybody can check. It holds nothing that is secret.",
  saved: "Saved. Look for it among your downloads.",
  fileName: (height: string): string => `folkmoot-two-histories-${height}.json`,
  awayTitle: "It has been cleared up",
  away: "Put the alarm away when the community has decided. The next check raises it again if two histories are still told.",
  putAway: "Put it away",
};
