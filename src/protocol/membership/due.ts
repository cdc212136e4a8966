import { nextNotice } from "../identity/index.ts";
import type { Event } from "../kernel/event.ts";
import { NOBODY, type PersonId } from "../kernel/ids.ts";
import type { Due } from "../kernel/room.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { isAdmissible, weigh } from "./admission.ts";
import { closeApplication } from "./applications.ts";
import { choresOf, isRuleNew, setPlaceAt, setWeighed, weighAllAgain } from "./chores.ts";
import { applicationLapsed, applicationsWeighed, hearingLapsed, phaseEnded } from "./events.ts";
import { goOnNotice } from "./going.ts";
import { endHearing, firstHearingEnd } from "./hearing.ts";
import { phases } from "./phase-types.ts";
import { endPhase, runningPhase } from "./places.ts";
import { serveQueue } from "./queueing.ts";
import { countersOf, putMember } from "./standing.ts";
import { members } from "./types.ts";
import { applications, hearingEnds, lapses } from "./waiting-types.ts";

/** Applications that lapse in one block at most. */
const LAPSED_MAX = 256;
/** Applications that are weighed again in one block at most. */
const WEIGHED_MAX = 16;
/** Milliseconds until weighing goes on, so that other actions have their turn. */
const PAUSE = 1000;
/** Above every person's number. */
const BEHIND_ALL = 4_294_967_295 as PersonId;

/** Ends phases and hearings, lets those go who leave, lets applications lapse, weighs them again under a new rule, gives places that became free. */
export const membershipDue: Due = {
  next(state) {
    const moments = [
      phaseEnd(state),
      nextNotice(state),
      firstLapse(state),
      firstHearingEnd(state),
      nextPlace(state),
    ];
    const { weighAt } = choresOf(state);
    if (weighAt !== 0) moments.push(weighAt);
    if (isRuleNew(state)) moments.push(0);
    const known = moments.filter((moment) => moment !== undefined);
    return known.reduce<number | undefined>(
      (earliest, moment) => Math.min(earliest ?? moment, moment),
      undefined,
    );
  },
  run({ state, now }) {
    return [
      ...endWhatIsOver(state, now),
      ...goOnNotice(state, now),
      ...lapse(state, now),
      ...endHearings(state, now),
      ...weighAgain(state, now),
      ...givePlaces(state, now),
    ];
  },
};

function phaseEnd(state: Reader): number | undefined {
  const phase = phases.get(state, []);
  return phase === undefined || phase.endedAt !== 0 ? undefined : phase.until;
}

function firstLapse(state: Reader): number | undefined {
  const [first] = lapses.entries(state, []);
  return first?.key[0];
}

/** In a phase nobody waits for a place. */
function nextPlace(state: Reader): number | undefined {
  const isRunning = phaseEnd(state) !== undefined;
  return isRunning || countersOf(state).queued === 0 ? undefined : choresOf(state).placeAt;
}

function endWhatIsOver(state: Writer, now: number): Event[] {
  const phase = phases.get(state, []);
  if (phase === undefined || phase.endedAt !== 0 || now < phase.until) return [];
  endPhase(state, phase, phase.until);
  setPlaceAt(state, now);
  return [phaseEnded([], { kind: phase.kind })];
}

function lapse(state: Writer, now: number): Event[] {
  const events: Event[] = [];
  for (const { key } of [...first(lapses.between(state, [0], [now + 1]), LAPSED_MAX)]) {
    const person = key[1];
    const row = members.get(state, [person]);
    closeApplication(state, person);
    if (row === undefined) continue;
    putMember(state, person, { ...row, status: "left", since: now });
    events.push(applicationLapsed([person], { person }));
  }
  return events;
}

function endHearings(state: Writer, now: number): Event[] {
  const over = [...first(hearingEnds.between(state, [0], [now + 1]), LAPSED_MAX)];
  return over.map(({ key: [, person] }) => {
    endHearing(state, person);
    return hearingLapsed([person], { person });
  });
}

function weighAgain(state: Writer, now: number): Event[] {
  if (isRuleNew(state)) weighAllAgain(state, now);
  const { weighAt, person: after } = choresOf(state);
  if (weighAt === 0 || now < weighAt) return [];
  const from = (after + 1) as PersonId;
  const next = [...first(applications.between(state, [from], [BEHIND_ALL]), WEIGHED_MAX)];
  const events = next.flatMap(({ key }) => weigh(state, key[0], now));
  const isOver = next.length < WEIGHED_MAX;
  setWeighed(state, isOver ? NOBODY : (next.at(-1)?.key[0] ?? NOBODY), isOver ? 0 : now + PAUSE);
  return [...events, applicationsWeighed([], { people: next.length })];
}

/** Says so even where nobody got a place, since a block is made only of what happened. */
function givePlaces(state: Writer, now: number): Event[] {
  if (runningPhase(state, now) !== undefined || countersOf(state).queued === 0) return [];
  if (now < choresOf(state).placeAt) return [];
  const events = serveQueue(state, now, isAdmissible);
  return events.length > 0 ? events : [applicationsWeighed([], { people: 0 })];
}

function* first<V>(values: Iterable<V>, most: number): Generator<V> {
  let seen = 0;
  if (most === 0) return;
  for (const value of values) {
    yield value;
    seen += 1;
    if (seen === most) return;
  }
}
