import { createEditions, type Edition } from "../editions.ts";
import { defineAction } from "../kernel/action.ts";
import { defineEvent } from "../kernel/event.ts";
import { personId } from "../kernel/ids.ts";
import { defineFounding, defineRoom, type Room } from "../kernel/room.ts";
import { bytes32, moment, record, u32 } from "../kernel/schema.ts";
import { part, table } from "../kernel/table.ts";
import { defineView } from "../kernel/view.ts";
import { explain } from "../kernel/why.ts";
import type { Law } from "../law.ts";
import { profiles, records } from "../records/index.ts";
import { folkmootLaw, PUBLISHED, rooms } from "../rooms.ts";

/** A table that the second edition of the tests adds: how often each profile has been written. */
export const versions = table({
  id: 0x07f0,
  name: "records/versions",
  about: "How often a person has said who they are.",
  visibility: "everyone",
  key: [part("person", personId)],
  row: record({ versions: u32 }),
});

/** The profiles as the second edition of the tests keeps them: with the moment since when. */
export const datedProfiles = table({
  id: profiles.id,
  name: profiles.name,
  about: "The text in which a person says who they are, and since when it is that one.",
  visibility: "everyone",
  key: [part("person", personId)],
  row: record({ text: bytes32, since: moment }),
});

const described = defineEvent("records/described", { person: personId }, "everyone");

/** Says who one is: an action that the edition before does not have. */
const describe = defineAction({
  type: "records/describe",
  tag: 0x07f0,
  author: "person",
  visibility: "everyone",
  summary: "Says who you are.",
  input: record({ text: bytes32 }),
  about: { text: "the hash of the text" },
  refuses: [],
  check: () => undefined,
  apply({ state, author, input, now }) {
    const before = versions.get(state, [author])?.versions ?? 0;
    versions.put(state, [author], { versions: before + 1 });
    datedProfiles.put(state, [author], { text: input.text, since: now });
    return [described([author], { person: author })];
  },
  why: () => explain("records/describe", "Everybody may say who they are.", {}, "It is there."),
});

const datedView = defineView({
  name: "records/dated-profile",
  summary: "Who a person says they are, and since when.",
  visibility: "everyone",
  query: record({ person: personId }),
  read: ({ state, query }) => datedProfiles.get(state, [query.person]),
});

/** The texts that a community begins with under this edition: the same form, other rows. */
const founding = defineFounding({
  ...records.founding,
  found(context) {
    records.founding.found(context);
    const { state, now } = context;
    for (const { person, text } of context.founding.profiles) {
      datedProfiles.put(state, [person], { text, since: now });
      versions.put(state, [person], { versions: 1 });
    }
  },
});

/** What read or wrote profiles before, and ends. */
const ENDING: readonly string[] = [
  "records/set-profile",
  "records/erase",
  "records/profiles",
  "records/profiles-are-own",
];
interface Named {
  readonly name?: string;
  readonly type?: string;
}
const stays = ({ name, type }: Named): boolean => !ENDING.includes(name ?? type ?? "");

/** What of the test edition is to be different. */
export interface NextPlan {
  /** Lets its migration fail after it has written. */
  readonly isFailing?: boolean;
  /** Lets its migration leave profiles as they were. */
  readonly isForgetful?: boolean;
  /** Tells it from another edition of the same number. */
  readonly code?: number;
  /** Further actions that it ends, by their types. */
  readonly ending?: readonly string[];
}

const first: Edition = { number: 1, rooms };

/**
 * The edition of the law after another one, which tests alone have: a new table, a changed row, a new action,
 * two that end, and a migration that goes through every profile.
 */
export function nextEdition(
  { isFailing = false, isForgetful = false, code = 1, ending = [] }: NextPlan = {},
  before: Edition = first,
): Edition {
  const goesOn = ({ type }: Named): boolean => !ending.includes(type ?? "");
  const later: Room = defineRoom({
    ...records,
    tables: [...records.tables.filter(stays), datedProfiles, versions],
    actions: [...records.actions.filter(stays), describe],
    events: [...records.events, described],
    views: [...records.views.filter(stays), datedView],
    invariants: records.invariants.filter(stays),
    founding,
  });
  return {
    number: before.number + 1,
    rooms: before.rooms
      .map((room): Room => (room.name === "records" ? later : room))
      .map((room) => ({ ...room, actions: room.actions.filter(goesOn) })),
    code: new Uint8Array(32).fill(code),
    migrate({ before: old, state, now }) {
      const moved = isForgetful ? [] : profiles.entries(old, []);
      for (const { key, row } of moved) {
        datedProfiles.put(state, key, { text: row.text, since: now });
        versions.put(state, key, { versions: 1 });
      }
      if (isFailing) throw new Error("the migration was told to fail");
    },
  };
}

/**
 * Folkmoot's law as a program has it that knows one edition only.
 *
 * Why not the program's own: the turn is tested from one edition to the next, however many editions
 * Folkmoot has by now.
 */
export const lawOfOne: Law = createEditions([first]);

/** The same law with a second edition. */
export function lawWithNext(plan: NextPlan = {}): Law {
  return createEditions([first, nextEdition(plan)]);
}

/**
 * Folkmoot's own published editions, with one of the tests after them.
 *
 * Why not those that still change: communities of the program live under published ones alone.
 */
export function publishedWithNext(): Law {
  const published = folkmootLaw.editions
    .slice(0, PUBLISHED)
    .map(({ edition: number, rooms, code, migrate }): Edition => {
      return { number, rooms, ...(code && { code }), ...(migrate && { migrate }) };
    });
  return createEditions([...published, nextEdition({}, published.at(-1))]);
}
