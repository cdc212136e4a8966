import { count, plural } from "../format.ts";

interface Stretch {
  readonly admitted: number;
  readonly most: number;
}

const peopleOf = (n: number): string => plural(n, { one: "# person", other: "# people" });

/** How the community grows: phases, places, the pace, who waits. */
export const growth = {
  phase: { founding: "The founding phase", growing: "A growing phase" },
  oneVouch: (members: number, limit: number): string =>
    `One vouch lets somebody in, until ${peopleOf(limit)} are here; ${plural(members, { one: "one is", other: "# are" })} here now.`,
  ends: "It ends",
  places: (left: number): string =>
    left === 0
      ? "You have no places for new people."
      : `You have ${plural(left, { one: "one place", other: "# places" })} for new people, together with those who came by you.`,
  pace: "How the community grows",
  admitted: (month: Stretch, year: Stretch): string =>
    `${count(month.admitted)} of at most ${peopleOf(month.most)} came in these 30 days, ${count(year.admitted)} of ${count(year.most)} in a year.`,
  placeFrom: "The next place is free",
  queued: (n: number): string =>
    plural(n, { one: "One person waits for a place.", other: "# people wait for a place." }),
  waits: (place: number | undefined): string =>
    place === undefined
      ? "Enough members vouch; only a place is missing."
      : `Enough members vouch; only a place is missing. In line: number ${count(place)}.`,
  lapses: "Without enough vouches the application ends",
  paused:
    "Members have asked whether this person is here already; the application waits until that is settled.",
  renew: "Vouch again",
  renewTitle: (name: string): string => `Vouch for ${name} again?`,
  renewMeans: "Your vouch ends soon. From today it stands as long as a new one.",
  handOver: "Hand over one place",
  handOverTitle: (name: string): string => `Hand over one of your places to ${name}?`,
  handOverMeans: "They can let one more person in, and you one less.",
  handOverDone: (name: string): string => `${name} has one place more.`,
  hearing: "Others want everyone to exclude this person",
  hearingHow:
    "They were told why and can answer. From three days after that, it may be proposed to everyone.",
  hearingSince: (by: string): string => `Told by ${by}`,
  hearingAnswered: "They answer:",
  hearingText: "Why?",
  hearingTextNeeded: "Write down why first.",
  answer: "Answer",
  answerTitle: "Publish your answer?",
  answerMeans: "Everybody here can read it beside the reason.",
  answerDone: "Your answer stands beside the reason.",
  proposeExclusion: "Propose that everyone decides",
  call: "Tell them why they should not stay",
  callTitle: (name: string): string => `Tell ${name} why everyone is to exclude them?`,
  callMeans: "Everybody here can read it. From three days on, it may be proposed to everyone.",
  callDone: (name: string): string => `${name} was told.`,
} as const;
