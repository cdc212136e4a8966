import { present } from "../kernel/assert.ts";
import type { Demand } from "../kernel/demand.ts";
import type { Event } from "../kernel/event.ts";
import { rehearse, type Wish } from "./deciding.ts";
import type { TestLaw } from "./test-law.ts";

const DECISION = 7;

/** Has a circle do something, as its decision 7 would that takes effect; returns what is told about it. */
export function carryOut(testLaw: TestLaw, circle: number, wish: Wish): readonly Event[] {
  const refusal = rehearse(testLaw, circle, wish);
  if (refusal !== "done") throw new Error(refusal);
  return actionOf(testLaw, wish).apply(contextOf(testLaw, circle, wish) as never);
}

/** What a decision of a circle has to meet to do something; nothing where it asks for nothing. */
export function demandOf(testLaw: TestLaw, circle: number, wish: Wish): Demand {
  const { demands } = actionOf(testLaw, wish);
  return demands === undefined ? {} : demands(contextOf(testLaw, circle, wish) as never);
}

function actionOf(testLaw: TestLaw, { type }: Wish) {
  return present(testLaw.law.actionByType.get(type), `no action ${type}`);
}

function contextOf(testLaw: TestLaw, circle: number, { input }: Wish) {
  const around = testLaw.stateMachine.ruleContext(testLaw.now);
  const by = { author: circle, decision: DECISION, proposedAt: testLaw.now, device: 0 };
  return { ...around, ...by, state: testLaw.state, input };
}
