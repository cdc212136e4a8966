import { invitationId, personId } from "../kernel/ids.ts";
import { bool, bytes32, choice, moment, record, u16, u32, type ValueOf } from "../kernel/schema.ts";
import { part, table } from "../kernel/table.ts";

/** The room's number: orders it, and numbers its faults, tags and tables. */
export const MEMBERSHIP = 3;

/** Where somebody stands: has applied, belongs, has gone. */
export const memberStatus = choice(["applicant", "member", "left"]);

const memberRow = record({
  status: memberStatus,
  since: moment,
  appliedAt: moment,
  invitedBy: personId,
  founder: bool,
  waitDays: u16,
  elderDays: u16,
  fallenAt: moment,
});

/** Somebody's place in the community: since when it is so, when they applied, who invited them. */
export type Member = ValueOf<typeof memberRow>;

/** Everybody who has ever applied. */
export const members = table({
  id: 0x0301,
  name: "membership/members",
  about:
    "Where a person stands, since when, who invited them (0: nobody), the waits of the day when they came in, and up to when their vouches have fallen.",
  visibility: "everyone",
  key: [part("person", personId)],
  row: memberRow,
});

const countersRow = record({
  members: u32,
  applicants: u32,
  founders: u32,
  invitations: u32,
  admitted: u32,
  queued: u32,
});

/** How many people stand where, and how many invitations were ever made. */
export type Counters = ValueOf<typeof countersRow>;

/** Counts what would otherwise have to be counted out. */
export const counters = table({
  id: 0x0302,
  name: "membership/counters",
  about:
    "How many are members, applicants, founders among the members, waiting for a place; invitations ever made, people ever admitted within the pace.",
  visibility: "everyone",
  key: [],
  row: countersRow,
});

const vouchRow = record({ at: moment, until: moment });

/** A vouch: when it was given and when it ends by itself. */
export type Vouch = ValueOf<typeof vouchRow>;

/** Vouches by who gave them. */
export const vouches = table({
  id: 0x0303,
  name: "membership/vouches",
  about: "One person knows another and says so: when, and until when.",
  visibility: "everyone",
  key: [part("from", personId), part("to", personId)],
  row: vouchRow,
});

/** Vouches by who received them. */
export const vouchesFor = table({
  id: 0x0304,
  name: "membership/vouches-for",
  about: "The same vouches, found by the person who received them.",
  visibility: "everyone",
  key: [part("to", personId), part("from", personId)],
  row: vouchRow,
});

/** When each person vouched last: what the pace is kept by. */
export const pace = table({
  id: 0x0305,
  name: "membership/pace",
  about: "When a person vouched last, and how long the pause was then.",
  visibility: "everyone",
  key: [part("person", personId)],
  row: record({ lastVouchAt: moment, pauseDays: u16 }),
});

const invitationRow = record({ by: personId, key: bytes32, uses: u16, used: u16, until: moment });

/** An invitation: who made it, the public key of its secret, how often it may serve, until when. */
export type Invitation = ValueOf<typeof invitationRow>;

/** Every invitation ever made. */
export const invitations = table({
  id: 0x0306,
  name: "membership/invitations",
  about: "An invitation: who made it, the public key of the link's secret, its uses and its end.",
  visibility: "everyone",
  key: [part("invitation", invitationId)],
  row: invitationRow,
});

/** A person's invitations that may still serve; the ended ones go when the next is made. */
export const invitationsOf = table({
  id: 0x0307,
  name: "membership/invitations-of",
  about: "An invitation of a person that has uses left and was not taken back.",
  visibility: "everyone",
  key: [part("person", personId), part("invitation", invitationId)],
  row: record({}),
});

/** How many members were awake last on a day. */
export const awake = table({
  id: 0x0318,
  name: "membership/awake",
  about:
    "A day (since 1970), and how many members signed anything or came in last on it: who counts as awake.",
  visibility: "everyone",
  key: [part("day", u32)],
  row: record({ people: u32 }),
});
