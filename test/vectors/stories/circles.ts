import { DAY, toHex } from "#protocol/index.js";
import { policyWish } from "#protocol/testing/circling.js";
import { hashBy, textHash } from "#protocol/testing/deciding.js";
import { TEST_START } from "#protocol/testing/test-law.js";
import type { Story } from "../recorder.ts";
import { decide, publish } from "./deciding.ts";

const admit = (circle: number, person: number) => ({
  type: "circles/admit",
  input: { circle, person },
});
const open = { type: "circles/open-circle", input: { purpose: hashBy(1, "a garden") } };

/** What the circles' vectors show. */
export const circlesStories: readonly Story[] = [
  {
    file: "circles/a-circle-opens-and-chooses",
    name: "a circle opens with two people, gives one a role, and loses both when that one leaves",
    people: 4,
    shows: ["circles"],
    tell(narrator) {
      publish(narrator, 1, "a garden", "purpose");
      const wishes = [open, admit(2, 3), admit(2, 4)];
      decide(narrator, { word: "garden", decision: 1, kind: "circle", wishes, voters: [1, 2, 3] });
      for (const person of [3, 4]) narrator.act(person, "circles/accept-place", { circle: 2 });
      narrator.act(3, "circles/accept-place", { circle: 2 }, "circles/not-offered");
      narrator.wait(1);
      const until = TEST_START + 365 * DAY;
      publish(narrator, 3, "keeper", "purpose");
      const role = { type: "circles/open-role", input: { purpose: hashBy(3, "keeper") } };
      const fill = { type: "circles/fill-role", input: { role: 1, person: 4, until } };
      const voters = [3, 4];
      decide(narrator, {
        word: "r",
        decision: 2,
        circle: 2,
        kind: "role",
        wishes: [role, fill],
        voters,
      });
      narrator.act(3, "circles/accept-role", { role: 1 }, "circles/not-offered");
      narrator.act(4, "circles/accept-role", { role: 1 });
      narrator.act(1, "circles/leave-circle", { circle: 2 }, "circles/not-in-circle");
      narrator.act(4, "circles/leave-circle", { circle: 1 }, "circles/everyone");
      narrator.act(4, "circles/leave-circle", { circle: 2 });
    },
  },
  {
    file: "circles/a-circle-decides-how-it-decides",
    name: "a founded circle changes its policy, and is closed by the circle around it",
    people: 3,
    founding: {
      circles: {
        policies: [],
        circles: [{ parent: 1, purpose: toHex(textHash("kitchen")), members: [1, 2] }],
        roles: [],
      },
      records: {
        texts: [
          {
            hash: toHex(textHash("kitchen")),
            owner: 0,
            audience: "public",
            kind: "purpose",
            bytes: 100,
          },
        ],
      },
    },
    shows: ["circles"],
    tell(narrator) {
      const policy = {
        quorum: 3333,
        majority: { numerator: 3, denominator: 4 },
        votingMs: 3 * DAY,
        delayMs: 0,
      };
      const set = policyWish(narrator.testLaw, 2, "role", policy);
      const voters = [1, 2];
      decide(narrator, { word: "p", decision: 1, circle: 2, kind: "rule", wishes: [set], voters });
      const close = { type: "circles/close-circle", input: { circle: 2 } };
      decide(narrator, { word: "c", decision: 2, kind: "circle", wishes: [close], voters: [2, 3] });
    },
  },
];
