import { count } from "../format.ts";

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
    "On the other device, open this page and choose \u201cI have another device\u201d. It shows a code: scan it, or write it here.",
  addCode: "Code from the other device",
  addDo: "Add it",
  added: "The other device can sign for you now.",
  addBad: "That is not a whole code.",
  askTitle: "I have another device",
  askLead:
    "Scan this with the device that you already use, under More, Devices and recovery, or copy the code there. It is not secret.",
  askWho: "Your number in the community",
  askWhoHint: "The other device shows it under More, Devices and recovery.",
  askMake: "Show the code",
  askCode: "Code of this device",
  askReady: "I have added it there",
  askNot: "The other device has not added this one yet.",
};
