import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { isZero } from "../kernel/bytes.ts";
import { refuse } from "../kernel/fault.ts";
import type { CircleId } from "../kernel/ids.ts";
import { bytes32, record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { holdText, requireText } from "../texts/index.ts";
import { requireOpen } from "./authority.ts";
import { changeCircle, depthOf } from "./circle.ts";
import { circleOpened } from "./events.ts";
import { circlesFaults as faults } from "./faults.ts";
import { CHILDREN_MAX, circles, counters, DEPTH_MAX } from "./types.ts";

/**
 * Opens a circle within the circle that decides; nobody is in it yet.
 *
 * Source: README.md, rules 1 and 2.
 */
export const openCircle = defineAction({
  type: "circles/open-circle",
  tag: 0x0401,
  author: "circle",
  decidedAs: "circle",
  summary: "Opens a circle within the circle.",
  visibility: "everyone",
  input: record({ purpose: bytes32 }),
  about: { purpose: "the hash of a text that says what it is for" },
  refersTo: ({ purpose }) => [{ hash: purpose, kind: "purpose" }],
  refuses: [
    "circles/closed",
    "circles/no-purpose",
    "circles/no-such-circle",
    "circles/too-deep",
    "circles/too-many-circles",
    "records/erased",
    "records/other-kind",
    "records/unknown-text",
  ],
  check({ state, author, input }) {
    const closed = requireOpen(state, author);
    if (closed !== undefined) return closed;
    if (isZero(input.purpose)) return refuse(faults["no-purpose"]);
    const unread = requireText(state, { hash: input.purpose, kind: "purpose" });
    if (unread !== undefined) return unread;
    const depth = depthOf(state, author);
    if (depth >= DEPTH_MAX) return refuse(faults["too-deep"], { most: DEPTH_MAX });
    const children = circles.get(state, [author])?.children ?? 0;
    const isFull = children >= CHILDREN_MAX;
    return isFull ? refuse(faults["too-many-circles"], { most: CHILDREN_MAX }) : undefined;
  },
  apply({ state, author, input, now, decision }) {
    const counted = present(counters.get(state, []), "circles are counted from the founding on");
    const parent = present(circles.get(state, [author]), "the circle around was checked");
    const circle = (counted.circles + 1) as CircleId;
    counters.put(state, [], { ...counted, circles: circle });
    holdText(state, input.purpose);
    const empty = { closedAt: 0, members: 0, children: 0, roles: 0 };
    circles.put(state, [circle], { parent: author, purpose: input.purpose, since: now, ...empty });
    changeCircle(state, author, { children: parent.children + 1 });
    return [circleOpened([], { circle, parent: author, decision })];
  },
  why: ({ author, input }) =>
    explain(
      "circles/open-circle",
      "A circle may open circles within itself.",
      { within: author, purpose: input.purpose },
      "There is a new circle; people can be admitted to it.",
    ),
});
