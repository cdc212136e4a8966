import { DAY, openFor, voteFor } from "#protocol/index.js";
import { hashBy, textHash } from "#protocol/testing/deciding.js";
import { COMMUNITY, postInput } from "#protocol/testing/talking.js";
import type { Story } from "../recorder.ts";
import { publish } from "./deciding.ts";

/** What the conversation's vectors show. */
export const conversationStories: readonly Story[] = [
  {
    file: "conversation/people-talk",
    name: "posts, answers and quotes, changed words, and words that are taken back",
    people: 3,
    edition: 2,
    shows: ["conversation"],
    tell(narrator) {
      const edit = { ...COMMUNITY, post: 1, digest: textHash("better words"), bytes: 120 };
      narrator.act(1, "conversation/post", postInput(COMMUNITY, "words"));
      narrator.act(2, "conversation/post", postInput(COMMUNITY, "answer", { replyTo: 1 }));
      const nested = postInput(COMMUNITY, "answer to it", { replyTo: 2 });
      narrator.act(3, "conversation/post", nested, "conversation/one-level");
      narrator.act(3, "conversation/post", { ...nested, replyTo: 1, quote: 2 });
      narrator.act(2, "conversation/edit", edit, "conversation/not-yours");
      narrator.wait(1000);
      narrator.act(1, "conversation/edit", edit);
      const third = { ...COMMUNITY, post: 3 };
      narrator.act(1, "conversation/take-back", third, "conversation/not-yours");
      narrator.wait(DAY);
      narrator.act(3, "conversation/take-back", third);
      narrator.act(3, "conversation/take-back", third, "conversation/taken-back");
      const nothing = postInput({ about: "decision", number: 1 }, "?");
      narrator.act(1, "conversation/post", nothing, "conversation/unknown");
    },
  },
  {
    file: "conversation/people-say-why",
    name: "reasons are given, changed, taken back, and given after the end",
    people: 3,
    edition: 2,
    shows: ["decisions"],
    tell(narrator) {
      publish(narrator, 1, "proposal");
      const text = hashBy(1, "proposal");
      narrator.act(
        1,
        "decisions/open",
        openFor({ circle: 1, kind: "statement", text, effects: [] }),
      );
      const reason = (word: string) => {
        return { decision: 1, digest: textHash(word), audience: "community", bytes: 100 };
      };
      const none = { ...reason(""), digest: new Uint8Array(32), bytes: 0 };
      narrator.act(2, "decisions/give-reason", reason("because"), "decisions/answer-first");
      for (const person of [1, 2, 3]) {
        narrator.act(person, "decisions/cast-vote", voteFor(1, person === 2 ? "no" : "yes"));
      }
      narrator.act(2, "decisions/give-reason", reason("because"));
      narrator.act(3, "decisions/give-reason", reason("so"));
      narrator.act(3, "decisions/give-reason", none);
      narrator.act(2, "decisions/cast-vote", voteFor(1, "abstain"));
      narrator.wait(7 * DAY);
      narrator.act(1, "decisions/give-reason", reason("only now"));
    },
  },
];
