import type { Event } from "../kernel/event.ts";
import type { ChallengeId } from "../kernel/ids.ts";
import type { Due, DueContext } from "../kernel/room.ts";
import type { Reader } from "../kernel/state.ts";
import { closeAppeal, closeAppealTime, closeVoting } from "./closing.ts";
import { lapse, openVoting, replaceSilent } from "./course.ts";
import { rowOf } from "./engaging.ts";
import { due } from "./types.ts";

/** Challenges that go on in one block at most; the others follow in the next. */
const MOVED_MAX = 64;

/** Lets challenges go on, each when its moment has come. */
export const challengesDue: Due = {
  next: (state) => first(state)?.[0],
  run(context) {
    const events: Event[] = [];
    for (let moved = 0; moved < MOVED_MAX; moved += 1) {
      const next = first(context.state);
      if (next === undefined || next[0] > context.now) break;
      events.push(...goOn(context, next[1]));
    }
    return events;
  },
};

function first(state: Reader) {
  for (const { key } of due.entries(state, [])) return key;
  return undefined;
}

function goOn({ state, now, sha256 }: DueContext, challenge: ChallengeId): readonly Event[] {
  const row = rowOf(state, challenge);
  switch (row.stage) {
    case "gathering":
      return lapse(state, challenge, row, now);
    case "hearing":
      return openVoting(state, { sha256 }, challenge, row);
    case "voting":
      return row.until < row.closesAt
        ? replaceSilent(state, { sha256 }, challenge, row)
        : closeVoting(state, challenge, row, now);
    case "appealable":
      return closeAppealTime(state, challenge, row, now);
    case "appealed":
      return closeAppeal(state, challenge, row, now);
    case "over":
      return [];
  }
}
