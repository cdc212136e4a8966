import { noticeOf } from "../identity/index.ts";
import { type PersonId, personId } from "../kernel/ids.ts";
import { PAGE_ROWS, pageOf } from "../kernel/page.ts";
import { list, record } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { defineView } from "../kernel/view.ts";
import { isElderWith } from "./elders.ts";
import { type Member, members } from "./types.ts";
import { liveVouchers } from "./vouching.ts";
import { applications, hearings } from "./waiting-types.ts";

/** Everybody who has ever applied, a page after a number. */
export const peopleView = defineView({
  name: "membership/people",
  summary:
    "Everybody who has ever applied, by number, a page after a number (0: the first): where they stand, and how many vouch for them.",
  visibility: "everyone",
  query: record({ after: personId }),
  read: ({ state, query: { after }, now }) =>
    pageOf(
      members.behind(state, [after]),
      ({ key }) => key[0],
      ({ key, row }) => shown(state, key[0], row, now),
    ),
});

/** Some people, by their numbers. */
export const someView = defineView({
  name: "membership/some",
  summary: "Some people by their numbers: where they stand, and how many vouch for them.",
  visibility: "everyone",
  query: record({ people: list(personId, PAGE_ROWS) }),
  read: ({ state, query: { people }, now }) =>
    people.flatMap((person) => {
      const row = members.get(state, [person]);
      return row === undefined ? [] : [shown(state, person, row, now)];
    }),
});

/** Those whose application is open, a page after a number. */
export const applicantsView = defineView({
  name: "membership/applicants",
  summary: "Who has applied and waits, by number, a page after a number (0: the first).",
  visibility: "everyone",
  query: record({ after: personId }),
  read: ({ state, query: { after }, now }) =>
    pageOf(
      applications.behind(state, [after]),
      ({ key }) => key[0],
      ({ key: [person] }) => {
        const row = members.get(state, [person]);
        return row === undefined ? undefined : shown(state, person, row, now);
      },
    ),
});

/** Those who were told why others want to exclude them, a page after a number. */
export const heardView = defineView({
  name: "membership/heard",
  summary:
    "Who was told why they may be excluded, by number, a page after a number (0: the first).",
  visibility: "everyone",
  query: record({ after: personId }),
  read: ({ state, query: { after } }) =>
    pageOf(
      hearings.behind(state, [after]),
      ({ key }) => key[0],
      ({ key, row }) => ({ person: key[0], at: row.at, by: row.by }),
    ),
});

function shown(state: Reader, person: PersonId, row: Member, now: number) {
  const vouches = liveVouchers(state, person, now).length;
  return {
    person,
    status: row.status,
    since: row.since,
    invitedBy: row.invitedBy,
    founder: row.founder,
    isElder: isElderWith(state, row, vouches, now),
    vouches,
    leavesAt: noticeOf(state, person)?.at ?? 0,
  };
}
