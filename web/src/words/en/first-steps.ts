import { count, plural } from "../format.ts";

/** The first steps of a founder, each ticked by what the community is. */
export const firstSteps = {
  title: "First steps",
  lead: "In this order, or in your own. Nothing here is urgent.",
  hide: "Hide",
  done: "done",
  now: "next",
  later: "later",
  alone:
    "While you are alone you decide everything, and everyone who joins can see what you decided. So do little until there are three of you.",
  recovery: "Make your recovery file",
  recoveryHow: "If you lose this device, it brings you back. Nobody else can.",
  recoveryDo: "Make it",
  purpose: "Say what you are for",
  purposeNone: "Write it down as your first article.",
  purposeDo: "Write it",
  address: "Give it an address of its own",
  addressHere:
    "It opens on this computer only. Do this before you invite: everyone\u2019s key belongs to the address where they joined.",
  addressOther: (address: string): string =>
    `Its address is ${address}. Open it there, and add that browser as your second device.`,
  addressUnsafe:
    "Browsers keep keys only at addresses that begin with https. Do this before you invite.",
  addressDo: "How",
  addressTitle: "An address of its own",
  addressLead:
    "A name that leads to this machine, with https. It belongs to the community and stays: keys belong to it.",
  addressSteps: [
    "Take a name that you can keep, such as folk.example.org, and let it lead to this machine.",
    "Put a web server with https in front of the node; the operator\u2019s page has the lines for it.",
    "Say so to the node, and start it again:",
  ],
  addressCommand: "Command",
  addressThen:
    "Then open the community at its address, choose More, Devices and recovery there, and add that browser as your second device.",
  addressPage: "docs/operators/run-a-node.md says it in full.",
  addressOpen: "Open it there",
  invite: "Bring the first two people",
  inviteHow: (members: number, asking: number): string =>
    asking === 0
      ? `Three make a community. ${plural(members, { one: "One is here.", other: "# are here." })}`
      : `${plural(members, { one: "One is here", other: "# are here" })}, ${plural(asking, { one: "one person asks", other: "# people ask" })} to join.`,
  inviteDo: "Invite",
  question: "Ask a first question",
  questionHow:
    "Such as: \u201cShall we eat together on Fridays?\u201d A statement; nothing happens by itself.",
  questionDo: "Ask",
  payment: "Make a first payment",
  paymentHow: "Once somebody takes your money. Yours grows by itself, hour by hour.",
  paymentDo: "Pay",
  machine: "Add a second machine",
  machineHow: (machines: number): string =>
    machines <= 1
      ? "With one, everything waits while it sleeps. With four, one may fail."
      : `${count(machines)} machines keep the record.`,
  machineDo: "How",
};
