import { present } from "../kernel/assert.ts";
import type { Demand } from "../kernel/demand.ts";
import type { Event } from "../kernel/event.ts";
import { rehearse, type Wish } from "./deciding.ts";
import type { Village } from "./village.ts";

const DECISION = 7;

/** Has a circle do something, as its decision 7 would that takes effect; returns what is told of it. */
export function carryOut(village: Village, circle: number, wish: Wish): readonly Event[] {
  const refusal = rehearse(village, circle, wish);
  if (refusal !== "done") throw new Error(refusal);
  return actionOf(village, wish).apply(contextOf(village, circle, wish) as never);
}

/** What a decision of a circle has to meet to do something; nothing where it asks for nothing. */
export function demandOf(village: Village, circle: number, wish: Wish): Demand {
  const { demands } = actionOf(village, wish);
  return demands === undefined ? {} : demands(contextOf(village, circle, wish) as never);
}

function actionOf(village: Village, { type }: Wish) {
  return present(village.law.actionByType.get(type), `no action ${type}`);
}

function contextOf(village: Village, circle: number, { input }: Wish) {
  const around = village.machine.surroundings(village.now);
  const by = { author: circle, decision: DECISION, proposedAt: village.now, device: 0 };
  return { ...around, ...by, state: village.state, input };
}
