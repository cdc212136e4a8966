import { defineAction } from "../kernel/action.ts";
import { isZero } from "../kernel/bytes.ts";
import { defineRoom, type Invariant } from "../kernel/room.ts";
import { answerHearing } from "./answer-hearing.ts";
import { castVoteBy } from "./cast-vote.ts";
import { createDecisions } from "./create-room.ts";
import { giveReason } from "./give-reason.ts";
import type { Methods } from "./methods/method.ts";
import { openBy } from "./open.ts";
import { reasonChanged } from "./reason-events.ts";
import { reasonFaults } from "./reason-faults.ts";
import { reasonsView, reasonView } from "./reason-views.ts";
import { REASON_BYTES_MAX, reasons, renewReason } from "./reasons.ts";
import { ballots } from "./types.ts";
import { withdraw } from "./withdraw.ts";

/** An answer as the second edition has it: it also writes the row of the reason, which may be none. */
const castVoteBesideReasonBy = (methods: Methods) => {
  const first = castVoteBy(methods);
  return defineAction({
    ...first,
    apply(context) {
      const { state, author, input, now } = context;
      const events = first.apply(context);
      renewReason(state, [input.decision, author], { salt: input.salt, now });
      return events;
    },
  });
};

/** Reasons belong to answers, are within bounds, and are all there or none. */
export const reasonsBelong: Invariant = {
  name: "decisions/reasons-belong",
  broken(state, now) {
    for (const { key, row } of reasons.entries(state, [])) {
      if (!ballots.has(state, key)) return `person ${key[1]} gives decision ${key[0]} no answer`;
      const isNone = isZero(row.text);
      if (isNone !== (row.bytes === 0) || row.bytes > REASON_BYTES_MAX || row.at > now) {
        return `the reason of person ${key[1]} for decision ${key[0]}`;
      }
    }
    return undefined;
  },
};

/** Makes the room of decisions of the second edition, in which people say why they answer as they do. */
export function createDecisionsTwo(methods: Methods) {
  const first = createDecisions(methods);
  return defineRoom({
    ...first,
    tables: [...first.tables, reasons],
    actions: [
      openBy(methods),
      castVoteBesideReasonBy(methods),
      withdraw,
      answerHearing,
      giveReason,
    ],
    events: [...first.events, reasonChanged],
    views: [...first.views, reasonsView, reasonView],
    faults: [...first.faults, ...Object.values(reasonFaults)],
    invariants: [...first.invariants, reasonsBelong],
  });
}
