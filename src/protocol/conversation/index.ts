import { defineRoom } from "../kernel/room.ts";
import { edit } from "./edit.ts";
import * as events from "./events.ts";
import { conversationFaults } from "./faults.ts";
import { postersAreBounded, threadsAreWhole } from "./invariants.ts";
import { post } from "./post.ts";
import { takeBack } from "./take-back.ts";
import { CONVERSATION, earlier, posters, posts, threads } from "./types.ts";
import { postView, threadsView, threadView } from "./views.ts";

/** What people say to each other about what they decide. */
export const conversation = defineRoom({
  name: "conversation",
  number: CONVERSATION,
  summary:
    "What people say about proposals, circles, challenges and articles, beside each of them.",
  tables: [threads, posts, earlier, posters],
  actions: [post, edit, takeBack],
  events: Object.values(events),
  views: [threadView, postView, threadsView],
  faults: Object.values(conversationFaults),
  invariants: [threadsAreWhole, postersAreBounded],
});

export { conversationFaults } from "./faults.ts";
export { EDITS_MAX, POST_BYTES_MAX, POSTS_PER_DAY_MAX, type Subject, subject } from "./types.ts";
