import { count, plural } from "../format.ts";
import { date } from "../time.ts";

const vouches = (n: number): string => plural(n, { one: "# vouch", other: "# vouches" });

/** People: who is here, who asks to join, who vouches for whom. */
export const people = {
  title: "People",
  unnamed: (person: number): string => `Person ${person}`,
  lead: (members: number): string =>
    plural(members, { one: "One person is here.", other: "# people are here." }),
  dots: { members: "members", applicants: "asking to join", left: "left" },
  asking: "Asking to join",
  members: "Members",
  left: "Left",
  elder: "elder",
  founder: "founder",
  you: "you",
  invite: "Invite somebody",
  inviteShort: "Invite",
  empty: "Nobody else is here yet. A link brings the first one.",
  search: "Find somebody",
  noneFound: "Nobody by that name.",
  memberSince: "A member since",
  applied: "Asked to join",
  leftSince: "Left",
  invitedBy: (name: string): string => `Invited by ${name}.`,
  leavesOn: (at: number): string => `Leaves on ${date(at)}.`,
  foundedIt: "One of the founders.",
  progress: (have: number, needed: number): string => `${count(have)} of ${vouches(needed)} so far`,
  progressDots: { have: "vouch for them", missing: "still needed" },
  progressYou: { have: "vouch for you", missing: "still needed" },
  vouchedBy: "Vouched for by",
  vouchesFor: "Vouches for",
  nobody: "Nobody yet.",
  until: "until",
  vouch: "Vouch",
  vouchTitle: (name: string): string => `Vouch for ${name}?`,
  vouchMeans:
    "You say that you know this person and that they are one person, here once. Everyone can see it.",
  vouchDone: (name: string): string => `You vouch for ${name} now.`,
  withdraw: "Withdraw my vouch",
  withdrawTitle: (name: string): string => `Withdraw your vouch for ${name}?`,
  withdrawMeans:
    "They stay who they are; a member stays a member. Everyone can see that you withdrew it.",
  withdrawDone: (name: string): string => `You no longer vouch for ${name}.`,
  pay: "Pay",
  trust: "Money between you",
  payable: (amount: string, name: string): string => `You can pay ${name} up to ${amount} now.`,
  yourTrust: (name: string, cap: string): string =>
    `You take up to ${cap} of ${name}\u2019s money.`,
  yourTrustAny: (name: string): string => `You take any amount of ${name}\u2019s money.`,
  noTrust: (name: string): string => `You do not take ${name}\u2019s money yet.`,
  theirTrust: (name: string, cap: string): string => `${name} takes up to ${cap} of yours.`,
  theirTrustAny: (name: string): string => `${name} takes any amount of yours.`,
  noTheirTrust: (name: string): string => `${name} does not take your money yet.`,
  changeTrust: "Change what I take",
  about: "About",
  noSuch: "There is nobody by this number",
  noSuchLead: "The link may be old, or a digit may be missing.",
  circles: "Circles",
  changeProfile: "Change your profile",
  inviteTitle: "Invite somebody",
  inviteLead:
    "Anyone who has the link can ask to join. They become a member when enough members vouch for them.",
  inviteUses: "For how many people?",
  inviteDays: "For how many days?",
  inviteMake: "Make the link",
  inviteReady: "The link is ready",
  inviteOnce:
    "It is shown only now and cannot be shown again: its secret part is known to nobody else. Send it to whom you mean.",
  inviteLink: "Invitation link",
  inviteShare: "Share",
  mine: "Your invitations",
  mineNone: "You have no open invitations.",
  invitation: (used: number, uses: number): string =>
    `Used by ${count(used)} of ${plural(uses, { one: "# person", other: "# people" })}`,
  invitationOpen: "open",
  invitationClosed: "closed",
  invitationEnds: "Ends",
  takeBack: "Take back",
  wholeNumber: (least: number, most: number): string =>
    `Write a whole number from ${count(least)} to ${count(most)}.`,
};
