import { defineRoom } from "../kernel/room.ts";
import { castVote } from "./cast-vote.ts";
import * as events from "./events.ts";
import { decisionsFaults } from "./faults.ts";
import {
  ballotsAreInTime,
  dueMatchesStages,
  outcomesFollow,
  proposersAreCounted,
  talliesEqualBallots,
} from "./invariants.ts";
import { open } from "./open.ts";
import { decisionsDue } from "./outcome.ts";
import {
  ballots,
  counters,
  DECISIONS,
  decisions as decisionsTable,
  due,
  effects,
  proposers,
  tallies,
} from "./types.ts";
import { decisionView, listView } from "./views.ts";
import { withdraw } from "./withdraw.ts";

/** How a circle decides: proposals, votes, outcomes, and what they bring about. */
export const decisions = defineRoom({
  name: "decisions",
  number: DECISIONS,
  summary: "How circles decide: proposals, votes, outcomes, and what they bring about.",
  tables: [counters, decisionsTable, effects, ballots, due, proposers, tallies],
  actions: [open, castVote, withdraw],
  events: Object.values(events),
  views: [listView, decisionView],
  faults: Object.values(decisionsFaults),
  invariants: [
    talliesEqualBallots,
    ballotsAreInTime,
    dueMatchesStages,
    outcomesFollow,
    proposersAreCounted,
  ],
  due: decisionsDue,
});

export { decisionsFaults } from "./faults.ts";
export { type Outcome, outcomeOf, outcomeWhy } from "./tally.ts";
export {
  ballots,
  type Decision,
  decisions as decisionsTable,
  type Tally,
  tallies,
} from "./types.ts";
