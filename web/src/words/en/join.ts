import { count, isolate, plural } from "../format.ts";

/** Joining by an invitation, and coming back. */
export const join = {
  title: (community: string): string => `Join ${community}`,
  invites: (name: string): string => `${name} invites you.`,
  says: (name: string): string => `The link says that ${isolate(name)} invites you.`,
  otherCommunity: (named: string, here: string): string =>
    `The link speaks of ${isolate(named)}, but ${isolate(here)} is here. Ask the person who sent it before you go on.`,
  pasteTitle: "Open an invitation",
  pasteLead: "Paste the whole link that you were sent, with everything behind the sign #.",
  paste: "Invitation link",
  pasteNone: "That is not the link of an invitation to this community.",
  pasteOpen: "Open it",
  keeping: {
    looking: "Looking whether this browser can keep your key\u2026",
    link: "The link, to open it elsewhere",
    unsafe: {
      title: "This address is not safe",
      how: "Others on the way can read and change what you do here, so browsers keep no keys. Ask for a link that begins with https.",
    },
    nothing: {
      title: "This browser keeps nothing",
      how: "Perhaps it is a private window. Open the link in an ordinary one.",
    },
    tab: {
      title: "On an iPhone or iPad, put it on the Home Screen first",
      how: "Copy the link below. Press Share, then Add to Home Screen. Open it from there and paste the link. In a tab your key is lost after seven days without a visit.",
    },
    perhaps: {
      title: "This address is safe. The browser may forget you.",
      how: "It does not promise to keep what pages store, and a private window forgets all when you close it. Save the recovery file when you are asked: it brings you back.",
    },
    kept: {
      title: "This address is safe, and this browser keeps your key",
      how: "Your key is made here and never leaves this device.",
    },
  },
  closed: "This invitation has ended",
  closedHow: (name: string): string =>
    `It has been used up, has ended, or was taken back. Ask ${name} for a new one.`,
  askMessage: (community: string): string =>
    `Your invitation to ${community} does not work any more. Could you send me a new one?`,
  askCopy: "Copy a message to send",
  noSuch: "There is no such invitation",
  noSuchHow: "Open the whole link again, exactly as it was sent to you.",
  noSecret: "A part of the link is missing",
  here: (members: number): string =>
    plural(members, { one: "One person is here.", other: "# people are here." }),
  meansTitle: "What joining means",
  means: [
    "You ask to join. You become a member when people here who know you vouch for you.",
    "As a member you have one voice in every decision, and the same income as everyone.",
    "You can leave at any time.",
  ],
  readsTitle: "Who will see what",
  reads: [
    "Members can read your name. You can erase it.",
    "Everyone can see that a person without a name joined, and what that person does with money and vouches.",
    "Nobody can see your device\u2019s key; it never leaves this device.",
  ],
  name: "What are you called here?",
  nameHint: "Any name by which people know you.",
  nameNeeded: "Write your name, so that people know who asks.",
  next: "Go on",
  step: (step: number): string => `Step ${count(step)} of ${count(3)}`,
  quick: "No e-mail, no password. It takes about a minute.",
  decline: "Not now",
  fileTitle: "Your way back",
  fileLead:
    "If you lose this device, this file brings you back. Keep it where only you can reach it.",
  phrase: "Passphrase for the file",
  phraseHint:
    "Optional, at least 10 characters. If you choose one, nobody can open the file without it, not even you.",
  save: "Save the recovery file",
  saved: "Saved. Look for it among your downloads.",
  later: "Later, at my own risk",
  laterWarning:
    "Until you have saved a recovery file, losing this device means that you are lost to the community. You can make one under More.",
  ask: "Ask to join",
  asking: "Asking\u2026",
  savedBefore: "Your recovery file is saved. Only asking is left.",
  doneTitle: "You have asked to join",
  inTitle: "You are a member now",
  inLead: (name: string): string =>
    `Welcome, ${isolate(name)}. You have one voice in every decision, and the same income as everyone.`,
  doneLead: (name: string): string => `${name}, people here can vouch for you now.`,
  doneWho: "Who may vouch for you",
  doneWhoHow: (needed: number): string =>
    `${plural(needed, { one: "One member who knows you is", other: "# members who know you are" })} needed. Ask them in person.`,
  home: "Go to Home",
  already: "You are here already",
  alreadyHow: (name: string): string => `This device acts as ${name}.`,
  alreadyJoin: "Join as another person",
  nameFailed:
    "You have asked to join, but your name could not be kept yet. Try again under More, Your profile.",
  joined: (n: number): string => `You are person ${count(n)}.`,
};
