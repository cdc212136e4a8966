import { DAY, openFor, voteFor } from "#protocol/index.js";
import { effectOf, hashBy } from "#protocol/testing/deciding.js";
import type { Narrator, Story } from "../recorder.ts";
import { publish } from "./deciding.ts";

const STATEMENT = openFor({ circle: 1, kind: "statement", effects: [] });

function state(narrator: Narrator, person: number, word: string): void {
  publish(narrator, person, word);
  narrator.act(person, "decisions/open", { ...STATEMENT, text: hashBy(person, word) });
}

function vote(narrator: Narrator, person: number, choice: string, outcome = "done"): void {
  narrator.act(person, "decisions/cast-vote", voteFor(1, choice), outcome);
}

/** What the decisions' vectors show. */
export const decisionsStories: readonly Story[] = [
  {
    file: "decisions/the-last-answer-counts",
    name: "answers change until voting ends; the last ones pass the statement by one",
    people: 5,
    shows: ["decisions"],
    tell(narrator) {
      state(narrator, 1, "we agree");
      vote(narrator, 1, "no");
      vote(narrator, 2, "yes");
      vote(narrator, 3, "abstain");
      narrator.wait(7 * DAY - 1);
      vote(narrator, 1, "yes");
      vote(narrator, 4, "no");
      narrator.wait(1);
      vote(narrator, 5, "no", "decisions/closed");
    },
  },
  {
    file: "decisions/a-tie-does-not-pass",
    name: "as many yes as no is not more",
    people: 4,
    shows: ["decisions"],
    tell(narrator) {
      state(narrator, 1, "we agree");
      vote(narrator, 1, "yes");
      vote(narrator, 2, "no");
      narrator.wait(7 * DAY);
    },
  },
  {
    file: "decisions/withdrawn-in-time",
    name: "a proposal is withdrawn while nobody else has answered; the next one is not",
    people: 2,
    shows: ["decisions"],
    tell(narrator) {
      state(narrator, 1, "first");
      vote(narrator, 1, "yes");
      narrator.act(2, "decisions/withdraw", { decision: 1 }, "decisions/not-yours");
      narrator.act(1, "decisions/withdraw", { decision: 1 });
      state(narrator, 1, "second");
      narrator.act(2, "decisions/cast-vote", voteFor(2, "abstain"));
      narrator.act(1, "decisions/withdraw", { decision: 2 }, "decisions/already-answered");
    },
  },
  {
    file: "decisions/all-effects-or-none",
    name: "of two decisions that close the same circle, the second finds it closed and does nothing",
    people: 3,
    founding: {
      circles: {
        policies: [],
        circles: [{ parent: 1, purpose: "11".repeat(32), members: [3] }],
        roles: [],
      },
      records: {
        texts: [
          { hash: "11".repeat(32), owner: 0, audience: "public", kind: "purpose", bytes: 100 },
        ],
      },
    },
    shows: ["decisions", "circles"],
    tell(narrator) {
      const close = { type: "circles/close-circle", input: { circle: 2 } };
      const open = { type: "circles/open-circle", input: { purpose: hashBy(2, "other") } };
      publish(narrator, 2, "other", "purpose");
      for (const [person, wishes] of [
        [1, [close]],
        [2, [open, close]],
      ] as const) {
        const text = hashBy(person, `proposal ${person}`);
        publish(narrator, person, `proposal ${person}`);
        const effects = wishes.map((wish) => effectOf(narrator.testLaw, wish));
        narrator.act(
          person,
          "decisions/open",
          openFor({ circle: 1, kind: "circle", text, effects }),
        );
        for (const voter of [1, 2, 3]) {
          const decision = person;
          narrator.act(voter, "decisions/cast-vote", voteFor(decision, "yes"));
        }
      }
      narrator.wait(14 * DAY);
    },
  },
];
