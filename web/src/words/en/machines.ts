import { count, plural, share } from "../format.ts";

const machines = (n: number): string => plural(n, { one: "one machine", other: "# machines" });

/** Helpers: whose machines sign, how they stand, and what everyone can decide about them. */
export const helpers = {
  picture: "All machines",
  pictureHow:
    "Each dot is one machine. Each has the same weight, anyone who runs it. Here is who signed the newest page.",
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
  waiting: {
    title: "Seats that wait for their turn",
    how: (limit: number, used: number): string =>
      `Seats change slowly: ${count(limit)} in 30 days by decision at most. ${plural(used, { one: "# has changed", other: "# have changed" })}; what is too much waits.`,
    give: (name: string): string => `${name} gets a seat`,
    unseat: (name: string): string => `${name} loses its seat`,
    turn: "Its turn comes",
    later: "It waits for those before it.",
    decision: (decision: number): string => `Decision ${count(decision)}`,
    backers: (backers: number, needed: number): string =>
      `${plural(backers, { one: "# member wants", other: "# members want" })} it now; ${count(needed)} are needed.`,
    yours: "You want it now.",
    hurry: "I want it now",
    hurryTitle: "Do you want this change now?",
    hurryMeans: (needed: number): string =>
      `Once ${count(needed)} members say so, more than half of all, it is made at once. You cannot take this back. If you leave it, it is made when its turn comes.`,
    hurried: "It is noted that you want it now.",
  },
  lots: {
    title: "Lots",
    how: "Each machine that signs gives one value, which its key alone decides. Together the values draw the lot; nobody can choose it.",
    kinds: {
      seat: (number: number): string => `Lot ${count(number)} about seats`,
      jury: (number: number): string => `Lot ${count(number)} about a jury`,
    },
    standings: { open: "open", drawn: "drawn", failed: "came to nothing" },
    alone: "the one machine",
    givenBy: (names: string): string => `These have given their values: ${names}.`,
    missing: (names: string): string => `These are missing: ${names}.`,
    until: "It waits until",
    over: {
      drawn: (given: number, asked: number): string =>
        asked === 1
          ? "drawn by the one machine, which knew the result beforehand."
          : `drawn from the values of ${count(given)} of ${machines(asked)}.`,
      failed: (given: number, asked: number): string =>
        `only ${count(given)} of ${machines(asked)} gave their values. Everyone together decides.`,
    },
  },
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
