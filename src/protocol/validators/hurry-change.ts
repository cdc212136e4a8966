import { type CheckContext, defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import type { Event } from "../kernel/event.ts";
import { type Refusal, refuse } from "../kernel/fault.ts";
import { record, u32 } from "../kernel/schema.ts";
import type { Writer } from "../kernel/state.ts";
import { explain } from "../kernel/why.ts";
import { isMember, memberCount, requireMember } from "../membership/index.ts";
import { validatorsFaults as faults } from "./faults.ts";
import { isStillPossible, make, takeOut } from "./pace.ts";
import { changeBackers, waitingChanges } from "./pace-types.ts";

interface Input {
  readonly change: number;
}

/**
 * Says that a change of a seat that waits for its turn should be made now.
 *
 * Why more than half of all members, not of those who answer: the pace keeps a few from taking the
 * machines over while the many do not look; the many together need no protection from themselves.
 * Source: README.md, rule 13.
 */
export const hurryChange = defineAction({
  type: "validators/hurry-change",
  tag: 0x0809,
  author: "person",
  visibility: "everyone",
  summary: "Says that a change of a seat that waits for its turn should be made now.",
  input: record({ change: u32 }),
  about: { change: "the number of the change" },
  refuses: [
    "membership/has-left",
    "membership/not-a-member",
    "membership/not-yet-admitted",
    "validators/change-not-possible",
    "validators/no-such-change",
    "validators/wants-already",
  ],
  check: (context) => refusalOfHurry(context),
  apply({ state, author, input: { change }, now }) {
    const row = present(waitingChanges.get(state, [change]), "the change was checked");
    changeBackers.put(state, [change, author], {});
    waitingChanges.put(state, [change], { ...row, backers: row.backers + 1 });
    return (row.backers + 1) * 2 > memberCount(state) ? carry(state, change, now) : [];
  },
  why: ({ state, input }) =>
    explain(
      "validators/hurry-change",
      "A change waits for its turn, unless more than half of all members want it now.",
      { change: input.change, members: memberCount(state) },
      "Once more than half of all members say so, it is made at once.",
    ),
});

function refusalOfHurry({
  state,
  author,
  input: { change },
  now,
}: CheckContext<Input, "person">): Refusal | undefined {
  const stranger = requireMember(state, author);
  if (stranger !== undefined) return stranger;
  const row = waitingChanges.get(state, [change]);
  if (row === undefined) return refuse(faults["no-such-change"], { change });
  if (changeBackers.has(state, [change, author])) return refuse(faults["wants-already"]);
  return isStillPossible(state, row, now) ? undefined : refuse(faults["change-not-possible"]);
}

/**
 * Makes the change if those who want it are still more than half of all members.
 *
 * Why they are counted again: some of them may have left since.
 */
function carry(state: Writer, change: number, now: number): readonly Event[] {
  const row = present(waitingChanges.get(state, [change]), "the change waits");
  let backers = 0;
  for (const { key } of [...changeBackers.entries(state, [change])]) {
    if (isMember(state, key[1])) backers += 1;
    else changeBackers.delete(state, key);
  }
  if (backers * 2 <= memberCount(state)) {
    waitingChanges.put(state, [change], { ...row, backers });
    return [];
  }
  takeOut(state, change);
  return make(state, row, now, false);
}
