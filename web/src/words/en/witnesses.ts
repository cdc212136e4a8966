import { count, plural } from "../format.ts";

const nodes = (n: number): string => plural(n, { one: "# witness", other: "# witnesses" });

/** Witnesses: other nodes that this device asks for the same pages. */
export const witnesses = {
  title: "Witnesses",
  lead: "Your device asks these nodes for the page that yours shows. One that proves another page opens Two histories.",
  how: "Who else is asked, and what they said",
  listTitle: "Who is asked",
  none: "Nobody is asked: only your node says what the record is. Add a machine of the record, or compare a page with somebody below.",
  yours: "You chose it.",
  named: "A machine of the record; nobody had to choose it.",
  agrees: "It shows the same page.",
  silent: "Silent when it was asked last. That is no agreement.",
  relayed: "It only passes on what another node says. That is no agreement.",
  notAsked: "Not asked yet.",
  leftOut: "You removed it; it is not asked.",
  agreedAt: "Last agreed",
  neverAgreed: "Has never agreed yet.",
  remove: "Remove",
  askAgain: "Ask it again",
  allSilent: (asked: number): string =>
    `Nobody confirms the newest page: ${nodes(asked)} did not show it.`,
  some: (agreeing: number, asked: number): string =>
    `${count(agreeing)} of ${nodes(asked)} ${agreeing === 1 ? "shows" : "show"} the newest page.`,
  addTitle: "Add one",
  address: "Where it answers",
  addressHint: "An address such as https://folk.example.org",
  add: "Add it",
  beyond:
    "A page of this app may ask only your node and the machines of the record, so that nothing of yours can leave for elsewhere. Ask this one with \u201cfolkmoot witness add\u201d on a computer, or let somebody there send you their page.",
  askNow: "Ask them all now",
  asking: "Asking\u2026",
  ownTitle: "Your page, for others",
  ownHow:
    "Send this to somebody who uses another node, or show it to them. Their device compares it with what it has verified.",
  ownLink: "A link to your newest page",
  compareTitle: "Compare a page with yours",
  compareHow:
    "Paste what somebody has sent you from another node, their link or the page itself, or scan the QR code that their device shows.",
  page: "Their link or page",
  compare: "Compare",
  noPage: "There is no page in this. It is a number, a dot, and 64 digits.",
  same: (height: number): string =>
    `The same: your device has verified this very page ${count(height)}.`,
  unknown: (height: number): string =>
    `Your node does not show page ${count(height)} (yet), so it could not be compared. Try again in a minute.`,
  elsewhere: "It is another page than your device has verified: see Two histories.",
};
