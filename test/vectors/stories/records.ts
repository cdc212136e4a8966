import { hashBy, textHash } from "#protocol/testing/deciding.js";
import type { Story } from "../recorder.ts";
import { publish } from "./deciding.ts";

/** What the records' vectors show. */
export const recordsStories: readonly Story[] = [
  {
    file: "records/a-profile-is-published-and-erased",
    name: "a profile is published, chosen, refused to others, and erased for good",
    people: 2,
    shows: ["records"],
    tell(narrator) {
      const text = hashBy(1, "profile");
      narrator.act(1, "records/set-profile", { text }, "records/unknown-text");
      publish(narrator, 1, "profile", "profile");
      narrator.act(1, "records/set-profile", { text });
      narrator.act(2, "records/set-profile", { text }, "records/not-yours");
      narrator.act(2, "records/erase", { text }, "records/not-yours");
      narrator.wait(5);
      narrator.act(1, "records/erase", { text });
      narrator.act(1, "records/erase", { text }, "records/erased");
      publish(narrator, 2, "note", "note");
      const again = {
        digest: textHash("profile"),
        audience: "public",
        kind: "profile",
        bytes: 100,
      };
      narrator.act(1, "records/publish", again, "records/taken");
    },
  },
];
