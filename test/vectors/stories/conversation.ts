import { DAY } from "#protocol/index.js";
import { textHash } from "#protocol/testing/deciding.js";
import { COMMUNITY, postInput } from "#protocol/testing/talking.js";
import type { Story } from "../recorder.ts";

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
];
