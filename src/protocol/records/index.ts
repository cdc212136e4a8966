import { defineRoom } from "../kernel/room.ts";
import { RECORDS, texts } from "../texts/index.ts";
import { erase } from "./erase.ts";
import * as events from "./events.ts";
import { recordsFaults } from "./faults.ts";
import { founding } from "./founding.ts";
import { listsAreRight, profilesAreOwn, usageIsCounted } from "./invariants.ts";
import { publish } from "./publish.ts";
import { setProfile } from "./set-profile.ts";
import { profiles, textsOf, usage } from "./types.ts";
import { profilesView, someProfilesView, textsView, textView } from "./views.ts";

/** What people have written: who may read it, and that it can be erased. */
export const records = defineRoom({
  name: "records",
  number: RECORDS,
  summary: "What people have written: whose it is, who can read it, and that it can be erased.",
  tables: [texts, profiles, textsOf, usage],
  actions: [publish, setProfile, erase],
  events: Object.values(events),
  views: [textView, textsView, profilesView, someProfilesView],
  faults: Object.values(recordsFaults),
  invariants: [usageIsCounted, listsAreRight, profilesAreOwn],
  founding,
});

export { textErased } from "./events.ts";
export { recordsFaults } from "./faults.ts";
export { type GivenText, publishText, refusalOfText } from "./publishing.ts";
export { eraseText, usageOf } from "./texts.ts";
export { MEMBER_ALLOWANCE, profiles, TEXT_BYTES_MAX, TEXT_BYTES_MIN, textsOf } from "./types.ts";
