import { personId } from "../kernel/ids.ts";
import { choice, moment, record, u16, u32, type ValueOf } from "../kernel/schema.ts";
import { part, table } from "../kernel/table.ts";

/** What a phase is: the beginning of a community, or a growth that everyone decided. */
export const phaseKind = choice(["founding", "growing"]);

const phaseRow = record({
  number: u16,
  kind: phaseKind,
  since: moment,
  until: moment,
  limit: u32,
  each: u16,
  endedAt: moment,
  settledUntil: moment,
  grewAt: moment,
  restsUntil: moment,
});

/** A time in which one vouch admits within places that were given out beforehand. */
export type Phase = ValueOf<typeof phaseRow>;

/** The phase that runs or ran last. */
export const phases = table({
  id: 0x030f,
  name: "membership/phase",
  about:
    "The newest phase: its number, from when to when, up to how many members, places of each, when it ended (0: it runs or its time is over), up to when anyone who came counts as past the newcomers' wait, when the community last grew by decision, from when it may again.",
  visibility: "everyone",
  key: [],
  row: phaseRow,
});

/** Places of those who have spent or got some, and whose places a newcomer spends. */
export const places = table({
  id: 0x0310,
  name: "membership/places",
  about:
    "In which phase, whose places a person spends, and how many are left if they are their own.",
  visibility: "everyone",
  key: [part("person", personId)],
  row: record({ phase: u16, root: personId, left: u16 }),
});
