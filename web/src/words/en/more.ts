import type { DecisionKind, TextKind } from "folkmoot/protocol";
import { count, isolate, plural } from "../format.ts";
import { date } from "../time.ts";

/** More: everything else. */
export const more = {
  title: "More",
  lead: "Everything else about this community and about you.",
  community: "The community",
  rules: "Rules",
  rulesHow: "What everyone has agreed to, and how it changed.",
  circles: "Circles",
  circlesHow: "Groups with a purpose of their own.",
  helpers: "Helpers",
  helpersHow: "Whose machines keep the record, and how to offer one.",
  you: "You",
  profile: "Your profile",
  profileHow: "Your name, and what you say about yourself.",
  devices: "Devices and recovery",
  devicesHow: "With what you sign, and your way back.",
  texts: "Your texts",
  textsHow: "What you wrote, who can read it, and how to erase it.",
  leave: "Take your data, or leave",
  leaveHow: "Everything in open formats; leaving is always possible.",
  about: "About Folkmoot",
  aboutHow: "Software that belongs to those who run it.",
  found: "Start a community",
  foundHow: "Two commands on any computer.",
};

/** Circles and their rules. */
export const circles = {
  title: "Circles",
  lead: "A circle has a purpose, members, and decides about its own things.",
  none: "There is only the circle of everyone so far.",
  everyone: "Everyone",
  untitled: (circle: number): string => `Circle ${circle}`,
  people: (n: number): string => plural(n, { one: "One person", other: "# people" }),
  closed: "closed",
  open: "Propose a circle",
  purpose: "Purpose",
  members: "Members",
  roles: "Roles",
  rolesNone: "No roles.",
  vacant: "nobody at present",
  untilTerm: "until",
  money: "What it holds",
  moneyNone: "Nothing.",
  moneyTakes: "Whose money it takes",
  moneyTakesNone: "Nobody\u2019s yet. The circle decides about it.",
  moneyPay: "Pay to this circle",
  decidesHow: "How it decides",
  decideOtherwise: "Propose another way",
  offered: "This stands offered to you",
  placeOffered: "A place in this circle. You are in it once you accept.",
  roleOffered: (name: string): string => `The role ${isolate(name)}. You hold it once you accept.`,
  accept: "Accept",
  decline: "Decline",
  answered: "Your answer is in.",
  invited: "Asked, and not in it yet",
  askedToHold: (name: string): string => `${name} has been asked`,
  leave: "Leave this circle",
  leaveMeans: "You no longer decide there. You can ask to come back.",
  left: "You have left this circle.",
  noSuch: "There is no such circle",
  noSuchLead: "The link may be old, or a digit may be missing.",
  kinds: {
    rule: "Rules",
    article: "Articles",
    seat: "Machines",
    member: "Who belongs here",
    role: "Roles",
    circle: "Circles",
    statement: "Questions",
    money: "Money",
  } satisfies Record<DecisionKind, string>,
};

/** Devices, the recovery file and coming back. */
export const devices = {
  title: "Devices and recovery",
  lead: "Each device signs with a key of its own. Add a second one, and a recovery file, before you need them.",
  list: "Your devices",
  kinds: { device: "device", recovery: "recovery file" },
  number: (device: number): string => `Number ${count(device)}`,
  thisOne: "this device",
  over: "removed",
  since: "Since",
  remove: "Remove",
  removeTitle: "Remove this device?",
  removeMeans: "It can never sign for you again. You stay the same person.",
  removed: "It is removed.",
  file: "Recovery file",
  fileLead:
    "It holds a second key of yours. Anyone who has it, and its passphrase, can come back as you.",
  fileMake: "Make a recovery file",
  fileMade: "Your recovery file is saved and ready.",
  open: "Come back with a recovery file",
  openLead: "It makes a new key on this device and adds it to the person that the file belongs to.",
  openFile: "Recovery file",
  openPhrase: "Its passphrase, if it has one",
  openDo: "Come back",
  openChoose: "Choose the file first.",
  yourNumber: (person: number): string =>
    `Your number in the community is ${person}. A second device asks for it.`,
  askWhoNeeded: "Write your number first.",
  back: (name: string): string => `Welcome back, ${name}.`,
  addTitle: "Add another device",
  addLead:
    "On the other device, open this page and choose \u201cI have another device\u201d. It shows a code; write it here.",
  addCode: "Code from the other device",
  addDo: "Add it",
  added: "The other device can sign for you now.",
  addBad: "That is not a whole code.",
  askTitle: "I have another device",
  askLead: "Write this code into the device that you already use, under Devices. It is not secret.",
  askWho: "Your number in the community",
  askWhoHint: "The other device shows it under More, Devices and recovery.",
  askMake: "Show the code",
  askCode: "Code of this device",
  askReady: "I have written it there",
  askNot: "The other device has not added this one yet.",
};

/** A person's own texts. */
export const texts = {
  title: "Your texts",
  lead: "The record holds only fingerprints. What you wrote lies beside it and can be erased.",
  none: "You have not written anything yet.",
  kinds: {
    profile: "Your profile",
    charter: "Charter",
    proposal: "Proposal",
    article: "Article",
    purpose: "Purpose",
    machine: "A helper's machine",
    note: "Note",
    reason: "What you told somebody",
    answer: "Your answer to what you were told",
  } satisfies Record<TextKind, string>,
  heldNow:
    "Something that is open or in force refers to this text. It stays until that is over: the proposal is decided, the article repealed or changed, the machine described again, the hearing done.",
  today: (rows: number, of: number, kilobytes: number, ofKilobytes: number): string =>
    `Today you have added ${count(rows)} of ${count(of)} rows and ${count(kilobytes)} of ${count(ofKilobytes)} kilobytes to the record. Answers, keys, leaving and erasing never count.`,
  again: "There is room again from",
  erase: "Erase",
  eraseTitle: "Erase this text?",
  eraseMeans: "It is gone from this node for good. A fingerprint stays that says nothing.",
  erased: "erased",
  erasedNow: "It is erased.",
};

/** A person's own profile. */
export const profile = {
  title: "Your profile",
  lead: "By this people know you.",
  name: "Name",
  about: "About you",
  aboutHint: "Optional. A sentence or two.",
  audience: "Who can read it?",
  audiences: { community: "Members", public: "Anyone" },
  save: "Keep it",
  saved: "It is kept.",
};

/** Leaving, and taking everything along. */
export const leave = {
  title: "Take your data, or leave",
  lead: "Nothing holds you here.",
  exportTitle: "Everything, in open formats",
  exportHow:
    "Anyone who runs a helper can write out the whole community: people, money, decisions, texts. A new community can be founded from it.",
  command: "Command",
  leaveDo: "Leave",
  saying: {
    member: {
      title: "Leave the community",
      how: "You are gone seven days after you say so. Until then everything is as before, and you can stay. Then your income ends and you no longer decide here. What you did stays on the record, without your name.",
      sure: "Leave in seven days?",
      done: "It is said. The day stands above; until then you can stay.",
    },
    applicant: {
      title: "Take your application back",
      how: "You are no applicant any more, at once. You can apply again later, with the same number.",
      sure: "Take your application back?",
      done: "You have taken your application back.",
    },
  },
  leavesOn: (at: number): string => `You leave on ${date(at)}`,
  untilThen: "Until then you can stay, from any of your devices, and everything is as before.",
  saidBy: (device: number): string => `Your device number ${count(device + 1)} said so,`,
  notYou: "If it was not you, stay, and freeze your devices: somebody may have one of them.",
  stay: "Stay",
  stayed: "You stay.",
  atOnce: "Leave at once",
  atOnceSure: "Leave now, for good?",
  atOnceMeans:
    "Your recovery file and another device of yours say the same, so you need not wait. Your income ends and you no longer decide here.",
  sooner: "To leave at once, say so with your recovery file, too.",
  left: "You have left. Farewell, and thank you.",
};

/** About the software, and founding a community. */
export const about = {
  title: "About Folkmoot",
  lead: "A community\u2019s own network: its people, its decisions, its money and its records, on machines that its members run, with nobody in the middle.",
  licence: "Free software under the AGPL, version 3 or later: it stays its users\u2019 own.",
  api: "For developers",
  apiHow: "Everything that this page can do is open to your own programs too.",
  apiLink: "Description of the API",
  foundTitle: "Start a community",
  foundLead:
    "A community runs on its members\u2019 own machines, so it starts on one: any computer with Node 20 or newer.",
  foundTry: "Look around first, in a demonstration:",
  foundReal: "Found your own; it asks three questions:",
  foundThen:
    "Then invite the others from its People page. Everyone who joins can run a helper too.",
};

/** Commands to type, the same in every language. */
export const commands = {
  tryIt: "npm start",
  init: "npx folkmoot init",
  start: "npx folkmoot start",
  export: "npx folkmoot export",
  offer: (name: string | undefined): string => {
    const plain = name !== undefined && /^[\p{L}\p{N}]+$/u.test(name);
    const shown = name === undefined ? "NAME" : `'${name.replaceAll("'", "'\\''")}'`;
    return `folkmoot network helper offer --home DIR --as ${plain ? name : shown}`;
  },
};
