import { present } from "../kernel/assert.ts";
import type { DecisionId } from "../kernel/ids.ts";
import { divFloor } from "../kernel/integer.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { DAY, dayOf } from "../kernel/time.ts";
import { type Parameter, type ParameterName, parameterList } from "./parameters.ts";
import { changes, parameters } from "./types.ts";

/** A figure that a rule was given: when, from when it counts, by which decision (0: at founding). */
export interface ParameterChange {
  readonly value: number;
  readonly at: number;
  readonly from: number;
  /** The moment up to which it rests, by the rule of the day on which it was set. */
  readonly restsUntil: number;
  readonly decision: DecisionId;
}

const byName: ReadonlyMap<string, Parameter> = new Map(
  parameterList.map((parameter) => [parameter.name, parameter]),
);

/** Returns what is declared about a named figure. */
export function parameterOf(name: ParameterName): Parameter {
  return present(byName.get(name), `${name} is a parameter`);
}

/**
 * Returns a rule's figure as it was set last.
 *
 * Bounds: for a figure that changes at midnights, this may be the one that counts from the next
 * midnight; `parameterValueAt` tells the one that counts at a moment.
 */
export function parameterValue(state: Reader, name: ParameterName): number {
  const declared = parameterOf(name);
  return parameters.get(state, [declared.number])?.value ?? declared.default;
}

/** Returns every figure that a rule has had, the founding's first. */
export function parameterHistory(state: Reader, name: ParameterName): readonly ParameterChange[] {
  const history: ParameterChange[] = [];
  for (const { row } of changes.entries(state, [parameterOf(name).number])) history.push(row);
  return history;
}

/** Returns the figure that counts at a moment: the last one set whose time had begun. */
export function parameterValueAt(state: Reader, name: ParameterName, at: number): number {
  const declared = parameterOf(name);
  const latest = parameters.get(state, [declared.number]);
  if (latest === undefined) return declared.default;
  if (latest.since <= at) return latest.value;
  let value: number | undefined;
  for (const change of parameterHistory(state, name)) {
    if (value === undefined || change.from <= at) value = change.value;
  }
  return value ?? declared.default;
}

/** Returns the lowest and the highest figure that one decision may set. */
export function nextBounds(
  declared: Parameter,
  value: number,
): { readonly lowest: number; readonly highest: number } {
  const { step, min, max } = declared;
  const reach = {
    absolute: () => [Math.max(0, value - step.by), value + step.by],
    percent: () => [value - divFloor(value * step.by, 100), value + divFloor(value * step.by, 100)],
    factor: () => [divFloor(value + step.by - 1, step.by), value * step.by],
  }[step.kind]() as [number, number];
  return { lowest: Math.max(min, reach[0]), highest: Math.min(max, reach[1]) };
}

/** Returns what a rule's figure was given last. */
export function lastChange(state: Reader, name: ParameterName): ParameterChange | undefined {
  const { number } = parameterOf(name);
  const count = parameters.get(state, [number])?.changes ?? 0;
  return count === 0 ? undefined : changes.get(state, [number, count - 1]);
}

/**
 * Returns the moment from which a figure may be changed again; 0 when it never was.
 *
 * Why it is in the change: another resting time holds for what is changed after it, so that nobody
 * moves two rules at once by way of it.
 */
export function mayChangeFrom(state: Reader, name: ParameterName): number {
  return lastChange(state, name)?.restsUntil ?? 0;
}

/** Tells whether a decision has moved a figure already; the founding is no change. */
export function hasMoved(state: Reader, name: ParameterName, decision: DecisionId): boolean {
  const count = parameters.get(state, [parameterOf(name).number])?.changes ?? 0;
  return count > 1 && lastChange(state, name)?.decision === decision;
}

/** The moment of the founding: when the first figure was given. */
export function foundedAt(state: Reader): number {
  return changes.get(state, [1, 0])?.at ?? 0;
}

/**
 * Returns the earliest moment that a window of days reaches back to, when a change of the window
 * counts for what comes after it only.
 *
 * Why: what was earned under a longer window stays for as long as was said; and what had fallen out of
 * a shorter one does not come back.
 * Cost: one row for each change within the longest window that the rule can have.
 */
export function windowFloor(state: Reader, name: ParameterName, now: number): number {
  const { number, max } = parameterOf(name);
  const latest = parameters.get(state, [number]);
  if (latest === undefined || latest.changes <= 1) {
    return now - parameterValue(state, name) * DAY;
  }
  const earliest = now - max * DAY;
  let floor = now;
  let end: number | undefined;
  for (let at = latest.changes - 1; at >= 0; at -= 1) {
    const { value, from } = present(changes.get(state, [number, at]), "a counted change is there");
    const since = at === 0 ? 0 : from;
    const reach = Math.max(since, now - value * DAY);
    if (end === undefined || reach < end) floor = Math.min(floor, reach);
    if (since <= earliest) break;
    end = since;
  }
  return floor;
}

/** Returns the moment from which a figure set now counts. */
export function countsFrom(declared: Parameter, now: number): number {
  return declared.fromMidnight ? (dayOf(now) + 1) * DAY : now;
}

/** Gives a rule a figure and writes it into the rule's history. */
export function setParameter(state: Writer, name: ParameterName, change: ParameterChange): void {
  const { number } = parameterOf(name);
  const place = parameters.get(state, [number])?.changes ?? 0;
  const { value, from } = change;
  parameters.put(state, [number], { value, since: from, changes: place + 1 });
  changes.put(state, [number, place], change);
}
