import type { TextKind } from "folkmoot/protocol";
import { count } from "../format.ts";

/** More: everything else. */
export const more = {
  title: "More",
  community: "The community",
  rules: "Rules",
  rulesHow: "What everyone has agreed to, and how it changed.",
  circles: "Circles",
  circlesHow: "Groups with a purpose of their own.",
  activity: "What happened",
  activityHow: "Day by day, all of it.",
  helpers: "Helpers",
  helpersHow: "Whose machines keep the record, and how to offer one.",
  scan: "Scan a QR code",
  scanHow: "An invitation, a request for money, or a page to compare.",
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
  foundReal: "Found your own; the first command asks four questions, the second prints your link:",
  foundThen:
    "The browser that opens the link becomes your device. Home shows the first steps then.",
};

/** Commands to type, the same in every language. */
export const commands = {
  tryIt: "npm start",
  init: "npx folkmoot init",
  start: "npx folkmoot start",
  address: "folkmoot config set public-address https://folk.example.org",
  proxy: 'folkmoot config set trusted-proxies "this machine"',
  export: "npx folkmoot export",
  offer: (name: string | undefined): string => {
    const plain = name !== undefined && /^[\p{L}\p{N}]+$/u.test(name);
    const shown = name === undefined ? "NAME" : `'${name.replaceAll("'", "'\\''")}'`;
    return `folkmoot network helper offer --home DIR --as ${plain ? name : shown}`;
  },
};
