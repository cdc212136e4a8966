import { count, plural, share } from "../format.ts";

const machines = (n: number): string => plural(n, { one: "one machine", other: "# machines" });

/** Helpers: whose machines sign, how they stand, and what everyone can decide about them. */
export const helpers = {
  picture: "All machines",
  pictureHow:
    "Each dot is one machine. Each has the same weight, whoever runs it. Here is who signed the newest page.",
  dots: {
    here: "signing, here",
    away: "signing, away",
    coming: "to come",
    pausing: "pause",
    offered: "on offer",
  },
  groups: {
    signing: "They sign",
    later: "Ready to sign",
    coming: "With a seat, not signing now",
    offered: "On offer",
    withdrawn: "Withdrawn",
  },
  standings: {
    offered: "on offer",
    given: "seat waits",
    coming: "coming",
    signing: "signs",
    leaving: "leaving",
    suspended: "pauses",
    barred: "barred",
    withdrawn: "withdrawn",
  },
  nobody: "Nobody has said whose",
  machine: (machine: number): string => `machine ${count(machine)}`,
  machineOf: (name: string, machine: number): string => `${name}\u2019s machine ${count(machine)}`,
  more: "More about this machine",
  declaredHow: "Its helper says of it (nobody has proved this):",
  undeclared: "Its helper has said nothing about it, or it was erased.",
  declared: {
    place: "Place",
    provider: "With whom",
    address: "Address",
    software: "Software",
  },
  since: "Offered since",
  signsSince: "Signs since",
  seatUntil: "Seat until",
  seatBy: "Seat by",
  decision: (decision: number): string => `Decision ${count(decision)}`,
  attendance: "Was there",
  attended: (present: number, all: number, uptime: number): string =>
    `${count(present)} of ${plural(all, { one: "# time", other: "# times" })} (${share(uptime / 10_000)})`,
  key: "Its key:",
  misbehaved: "Proved against it",
  misbehaviours: {
    "duplicate-vote": (height: number): string => `Signed two things for page ${count(height)}`,
    "light-client-attack": (height: number): string =>
      `Signed a false page ${count(height)} for others`,
  },
  take: "Take the seat",
  takeAgain: "Take the seat again",
  takeTitle: "Is your machine ready?",
  takeMeans:
    "It begins to sign within a few pages of the record, and the others count on it. Take the seat once it runs and has caught up.",
  taken: "Your machine has taken its seat.",
  withdraw: "Withdraw this machine",
  withdrawTitle: "Withdraw this machine?",
  withdrawMeans: "It is no longer on offer. You can offer it again.",
  withdrawMeansSigning:
    "It gives its seat back. Keep it running until it no longer signs; with four machines it signs on until another has come.",
  withdrawn: "It is withdrawn.",
  propose: {
    seat: "Propose a seat",
    again: "Propose a further term",
    unseat: "Propose to take the seat back",
    lift: "Propose to lift the bar",
    lot: "Propose seats by lot",
  },
  setTitle: "What that means",
  set: (size: number, needed: number, mayFail: number): string => {
    if (size === 1) return "One machine signs: none may fail.";
    const agree = `${plural(size, { one: "# machine signs", other: "# machines sign" })}, and ${count(needed)} have to agree`;
    if (mayFail === 0) return `${agree}: none may fail.`;
    return `${agree}: ${machines(mayFail)} may fail or lie, and everything goes on.`;
  },
  prepared:
    "Only one machine keeps the record now. The others sign once the community has grown onto several.",
  coming: (names: string): string => `About to sign: ${names}.`,
  leaving: (names: string): string => `About to leave: ${names}.`,
  changes: (most: number, smallest: number): string =>
    `At most ${machines(most)} can change from one page to the next, and never fewer than ${count(smallest)} sign.`,
  lotPool: (n: number): string =>
    n === 0
      ? "No machine is in the lot now."
      : plural(n, {
          one: "One machine is in the lot now.",
          other: "# machines are in the lot now.",
        }),
  offerTitle: "Offer a machine",
  offerHow:
    "Any member can help with a computer that stays on: at home, in a library, in a rented place. Let it join the network, then offer it with the command below, on that machine: its own key signs that you offer it. With --place and --provider you say where it stands and with whom; everybody can read that. Nothing changes until everyone together gives it a seat and you take it.",
  offerCommand: "On the machine",
  offerMembers: "Only members can offer machines.",
  form: {
    what: "What should happen?",
    options: {
      seat: "Give a machine a seat, or a further term",
      lot: "Give seats by lot",
      unseat: "Take a seat back",
      lift: "Lift a bar",
      "lift-seat": "Lift a bar, and give a seat again",
    },
    which: "Which machine?",
    choose: "Choose a machine",
    none: "No machine fits this now.",
    days: "For how many days?",
    daysHint: (most: number): string => `At most ${count(most)} days.`,
    count: "How many seats?",
    countHint: (pool: number): string => `${machines(pool)} are in the lot.`,
  },
};
