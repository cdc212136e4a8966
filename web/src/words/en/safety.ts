import { count } from "../format.ts";

/** Keys that rank, are new, frozen or being removed; what to do when a device is lost. */
export const safety = {
  frozenTitle: "Your devices are frozen",
  frozenHow:
    "Somebody with one of your keys said that a device is lost. Until it is over nobody can vote, pay or sign for you.",
  frozenUntil: "It is over",
  frozenAsked: (device: number): string =>
    `Number ${count(device + 1)} asks to lift it. One more device that you have had for long is needed.`,
  frozenMine:
    "If all your devices are in your hands, lift it: with your recovery file, or from two devices that you have had for long.",
  lift: "Lift the freeze",
  liftTitle: "Are all your devices in your hands?",
  liftMeans:
    "Then every device of yours can do everything again. Anyone who has one of them can, too.",
  lifted: "Your word is taken.",
  lostTitle: "A device is lost or stolen",
  lostLead:
    "Freeze first: from that second on no everyday device of yours can vote, pay or sign. Then remove the lost one.",
  freeze: "Freeze my devices",
  freezeTitle: "Freeze all your devices?",
  freezeMeans:
    "This one is frozen too. Only your recovery file, or two devices that you have had for long, can lift it; else it is over after 30 days.",
  froze: "Your devices are frozen. Now remove the one that is lost.",
  lostFile: "Use the recovery file",
  lostFileLead:
    "With your recovery file you can freeze, remove the lost device and add this one, from any device at all.",
  openIt: "Open the file",
  opened: (name: string): string =>
    `This is ${name}\u2019s recovery file. It is open until you leave this page.`,
  addHere: "Add this device",
  addHereMeans: "This device gets a key of its own and can sign for you.",
  rank: (rank: number): string => (rank === 1 ? "ranks first" : `ranks ${count(rank)}.`),
  isNew: "new",
  newUntil: "It is new and ranks last until",
  isFrozen: "frozen",
  removedOn: "It is removed",
  begunBy: (device: number): string => `Number ${count(device + 1)} began this.`,
  together: (one: number, other: number): string =>
    `Number ${count(one + 1)} and number ${count(other + 1)} do this together.`,
  opposed: (device: number): string => `Number ${count(device + 1)} objects; one more is needed.`,
  keep: "Keep it",
  keepTitle: "Keep this device?",
  keepMeans: "Its removal stops, if this device ranks before the one that began it, or two object.",
  kept: "Your word is taken.",
  refuse: "That was not me",
  refuseTitle: "Refuse this device?",
  refuseMeans:
    "It ends at once and can never sign for you. Then freeze your devices: somebody may have one.",
  refused: "It can no longer sign.",
  mine: "That was me",
  removeHere: "Remove this device",
  removeHereMeans: "It ends at once and can never sign for you again. You stay the same person.",
  removeOtherMeans:
    "It ends in 7 days, or in 30 if it ranks before this one. Until then keys that rank before this one can object. If it is lost, freeze as well.",
  begun: "It is being removed.",
  cannotFrozen: "This device is frozen.",
  othersFrozen:
    "This person\u2019s devices are frozen: one may be lost or stolen. Ask them in person before you believe what comes from them another way.",
};
