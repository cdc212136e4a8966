import { count, isolate, plural } from "../format.ts";

/** Home: what needs you, what you have, who holds the network up. */
export const home = {
  title: "Home",
  lead: (needs: number, name: string): string =>
    needs === 0
      ? `Nothing needs you, ${isolate(name)}.`
      : `${plural(needs, { one: "One thing needs", other: "# things need" })} you, ${isolate(name)}.`,
  needsTitle: "Needs you",
  nothing: "Nothing needs you. Here is what happened lately.",
  answer: "Answer",
  look: "Look",
  closes: "Closes",
  unanswered: "You have not answered.",
  vouchFor: (name: string): string => `Do you know ${name}?`,
  vouchForHow: (have: number, needed: number): string =>
    `Asks to join. ${count(have)} of ${plural(needed, { one: "# vouch", other: "# vouches" })} so far.`,
  offerFrom: (name: string, amount: string): string => `${name} offers you ${amount}`,
  offerHow: "Take it or leave it; nothing happens by itself.",
  safety: {
    frozen: {
      title: (_device: string): string => "Your devices are frozen",
      how: "Nobody can vote, pay or sign for you. Remove the lost device, or lift the freeze if nothing is lost.",
    },
    removal: {
      title: (device: string): string => `${device}, a device of yours, is being removed`,
      how: "If that is not you, keep it and freeze your devices.",
    },
    new: {
      title: (device: string): string => `${device} was added to your devices`,
      how: "If that was not you, refuse it and freeze your devices.",
    },
  },
  leavingHow: "Until then you can stay. If it was not you, stay and freeze your devices.",
  placeOffered: (circle: string): string => `A place in ${circle} stands offered to you`,
  roleOffered: (circle: string): string => `A role in ${circle} stands offered to you`,
  offeredHow: "It is yours once you accept.",
  income: (amount: string): string => `${amount} of income is yours`,
  incomeHow: "It waits for you to take it.",
  take: "Take it",
  spend: "You can spend",
  pay: "Pay",
  applicant: "You have asked to join",
  applicantHow: (sentence: string): string => `${sentence} People who know you can vouch for you.`,
  askThem: "Show how it stands",
  latelyTitle: "Lately",
  latelyNone: "Nothing has happened yet.",
  latelyCut: "This node does not have what happened before. Others do.",
  more: "Show more",
  visitTitle: "You are visiting",
  visitLead:
    "Anyone may look at what is public here. To take part, somebody who is a member invites you.",
  visitLink: "Open the invitation that you were sent, on this device.",
  visitPaste: "I have copied an invitation",
  visitKey: "I am a member and have a recovery file",
  visitFound: "Start a community of your own",
};
