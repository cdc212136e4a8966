import type { Choice, DemoProposal } from "./proposal.ts";

const yes = (...people: readonly number[]): readonly (readonly [number, Choice])[] =>
  people.map((person) => [person, "yes"] as const);
const no = (...people: readonly number[]): readonly (readonly [number, Choice])[] =>
  people.map((person) => [person, "no"] as const);
const abstain = (...people: readonly number[]): readonly (readonly [number, Choice])[] =>
  people.map((person) => [person, "abstain"] as const);

/** The proposals of the demonstration, each left in another state. Days count from the founding. */
export const PROPOSALS: readonly DemoProposal[] = [
  {
    day: 8,
    by: 10,
    circle: 1,
    kind: "rule",
    title: "Raise the income to 1.05 an hour",
    body:
      "Our income of 1.00 an hour was a guess. After a week most of us think that there is too " +
      "little money about: people wait with small repairs because nobody has any to spare.\n\n" +
      "This raises everybody's income by **5 %**, the same for all.",
    effects: [
      {
        type: "constitution/set-parameter",
        input: { parameter: "income-per-hour", value: 1050000 },
      },
    ],
    ballots: [...yes(1, 2, 3, 5, 6, 8, 10, 12, 13, 14, 16), ...no(9, 11), ...abstain(4)],
  },
  {
    day: 9,
    by: 11,
    circle: 1,
    kind: "article",
    title: "Rules for the tool library",
    body:
      "- Tools go out for **two weeks** at most, longer if nobody waits.\n" +
      "- Blunt comes back sharp.\n- The big saw only with somebody who knows it.",
    effects: [{ type: "constitution/adopt-article", input: { article: 0, text: "own" } }],
    ballots: [...yes(2, 3, 4, 6, 7, 9, 11, 12, 15, 16), ...no(5)],
  },
  {
    day: 12,
    by: 4,
    circle: 2,
    kind: "circle",
    title: "Mateo and Łukasz join the garden",
    body: "Both have helped for weeks. Łukasz brings two hives.",
    effects: [
      { type: "circles/admit", input: { circle: 2, person: 15 } },
      { type: "circles/admit", input: { circle: 2, person: 19 } },
    ],
    ballots: yes(4, 6, 9, 11),
  },
  {
    day: 14,
    by: 7,
    circle: 1,
    kind: "statement",
    title: "We welcome Mill Co-op as our sister community",
    body:
      "Mill Co-op has asked whether we want to be sister communities: joint market days, and " +
      "help when one of us is short of hands. This only says what we think; it binds nobody.",
    effects: [],
    ballots: [...yes(7, 13), ...no(9)],
  },
  {
    day: 18,
    by: 13,
    circle: 1,
    kind: "rule",
    title: "Let money fade more slowly: 6 % a year",
    body:
      "Seven percent is felt by people who save for a winter coat. Six is still enough to keep " +
      "the money moving.",
    effects: [
      {
        type: "constitution/set-parameter",
        input: { parameter: "demurrage-per-year", value: 600 },
      },
    ],
    ballots: [...yes(1, 3, 4, 6, 8, 10, 12, 13, 16, 18, 20, 21), ...no(2, 11, 17), ...abstain(5)],
  },
  {
    day: 25,
    by: 3,
    circle: 1,
    kind: "statement",
    title: "A cargo bike for everybody",
    body:
      "Tomás knows of a used cargo bike in good order. It would live in the hall, and anybody " +
      "could take it for a morning.\n\nDo we want it? If we do, the treasury circle looks for the money.",
    effects: [],
    ballots: [...yes(3, 5, 6, 8, 11, 12, 15, 16, 19, 22), ...no(9, 17), ...abstain(10)],
  },
  {
    day: 29,
    by: 6,
    circle: 1,
    kind: "article",
    title: "Winter rota for the stove",
    body:
      "From November to March somebody lights the stove in the hall at seven. " +
      "Two people a week, in the order of our numbers; swaps are fine.",
    effects: [{ type: "constitution/adopt-article", input: { article: 0, text: "own" } }],
    ballots: yes(6, 14),
  },
];
