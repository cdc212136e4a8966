import { DAY, openFor, toHex } from "#protocol/index.js";
import { effectOf, hashBy, textHash } from "#protocol/testing/deciding.js";
import type { Story } from "../recorder.ts";
import { decide, publish } from "./deciding.ts";

const raise = (value: number) => ({
  type: "constitution/set-parameter",
  input: { parameter: "income-per-hour", value },
});

/** What the constitution's vectors show. */
export const constitutionStories: readonly Story[] = [
  {
    file: "constitution/income-rises-from-the-next-midnight",
    name: "everyone raises the income by ten percent; it counts from the midnight after",
    people: 4,
    shows: ["constitution"],
    tell(narrator) {
      narrator.wait(1);
      const wishes = [raise(1_100_000)];
      decide(narrator, { word: "raise", decision: 1, kind: "rule", wishes, voters: [1, 2, 3] });
    },
  },
  {
    file: "constitution/a-changed-rule-rests",
    name: "a second change within the rest is refused when it is opened, later it is not",
    people: 3,
    founding: {
      constitution: {
        charter: toHex(textHash("charter")),
        parameters: [{ parameter: "demurrage-per-year", value: 500 }],
        articles: [toHex(textHash("first article"))],
      },
      records: {
        texts: [
          {
            hash: toHex(textHash("charter")),
            owner: 0,
            audience: "public",
            kind: "charter",
            bytes: 100,
          },
          {
            hash: toHex(textHash("first article")),
            owner: 0,
            audience: "public",
            kind: "article",
            bytes: 100,
          },
        ],
      },
    },
    shows: ["constitution"],
    tell(narrator) {
      const wish = (value: number) => ({
        type: "constitution/set-parameter",
        input: { parameter: "parameter-rest-days", value },
      });
      decide(narrator, {
        word: "rest",
        decision: 1,
        kind: "rule",
        wishes: [wish(60)],
        voters: [1, 2],
      });
      publish(narrator, 1, "again");
      const effects = [effectOf(narrator.testLaw, wish(30))];
      const input = openFor({ circle: 1, kind: "rule", text: hashBy(1, "again"), effects });
      narrator.act(1, "decisions/open", input, "decisions/cannot-work");
      narrator.wait(39 * DAY);
      narrator.act(1, "decisions/open", input);
    },
  },
  {
    file: "constitution/an-edition-waits-alone",
    name: "an edition of the law is adopted, a second one meanwhile is refused, and the first is dropped",
    people: 3,
    shows: ["constitution"],
    tell(narrator) {
      const input = {
        edition: 2,
        digest: textHash("edition 2"),
        moment: narrator.testLaw.now + 90 * DAY,
      };
      const adopt = { type: "constitution/adopt-edition", input };
      const drop = { type: "constitution/drop-edition", input: { edition: 2 } };
      const voters = [1, 2, 3];
      decide(narrator, { word: "adopt", decision: 1, kind: "rule", wishes: [adopt], voters });
      publish(narrator, 1, "again");
      const effects = [effectOf(narrator.testLaw, adopt)];
      const again = openFor({ circle: 1, kind: "rule", text: hashBy(1, "again"), effects });
      narrator.act(1, "decisions/open", again, "decisions/cannot-work");
      decide(narrator, { word: "drop", decision: 2, kind: "rule", wishes: [drop], voters });
    },
  },
  {
    file: "constitution/articles-come-and-go",
    name: "an article is adopted, given another text, and repealed",
    people: 3,
    shows: ["constitution"],
    tell(narrator) {
      const adopt = (article: number, word: string) => ({
        type: "constitution/adopt-article",
        input: { article, text: hashBy(1, word) },
      });
      for (const word of ["old", "new", "another"]) publish(narrator, 1, word, "article");
      const voters = [1, 2, 3];
      const kind = "article";
      decide(narrator, { word: "a", decision: 1, kind, wishes: [adopt(0, "old")], voters });
      decide(narrator, { word: "b", decision: 2, kind, wishes: [adopt(1, "new")], voters });
      const repeal = { type: "constitution/repeal-article", input: { article: 1 } };
      const another = adopt(0, "another");
      decide(narrator, { word: "c", decision: 3, kind, wishes: [repeal, another], voters });
    },
  },
];
