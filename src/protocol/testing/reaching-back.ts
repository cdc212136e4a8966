import assert from "node:assert/strict";
import { type ParameterName, parameterOf } from "../constitution/index.ts";
import { type DecisionId, EVERYONE } from "../kernel/ids.ts";
import { foundNetwork } from "./helping.ts";
import { applyBy, rules } from "./joining.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "./test-law.ts";

/** What is lived through under a figure, and must not be otherwise under another one. */
export interface Case {
  /** The figure at the beginning, where it is not the default; others that matter. */
  readonly figures?: { readonly [name in ParameterName]?: number };
  /** The figures to which it is changed, each in a community of its own. */
  readonly to: readonly number[];
  readonly people?: number;
  /** Machines that sign, where it is about them. */
  readonly machines?: number;
  readonly founding?: { readonly [room: string]: unknown };
  /** What is lived through before the change. */
  readonly live: (testLaw: TestLaw) => void;
  /** What must be the same afterwards. */
  readonly measure: (testLaw: TestLaw) => unknown;
}

/** Has a person do something that must work. */
export function done(testLaw: TestLaw, person: number, type: string, input: unknown): void {
  assert.equal(outcomeOf(testLaw.act(person, type, input)), "done", type);
}

/** Has everyone set a figure, as a decision would that takes effect now. */
export function change(
  testLaw: TestLaw,
  parameter: ParameterName,
  value: number,
  decision = 1,
): void {
  const { kind } = parameterOf(parameter);
  const verb = kind === "seat" ? "set-seat-parameter" : "set-parameter";
  const action = testLaw.law.actionByType.get(`constitution/${verb}`);
  assert.ok(action);
  const by = { author: EVERYONE, decision: decision as DecisionId, input: { parameter, value } };
  const context = { ...testLaw.stateMachine.ruleContext(testLaw.now), state: testLaw.state, ...by };
  assert.equal(action.check(context as never)?.fault.code, undefined, `${parameter} ${value}`);
  action.apply(context as never);
}

/** Founds a community in which a case begins. */
export function foundFor({ figures = {}, people = 3, machines, founding = {} }: Case): TestLaw {
  const given = { constitution: rules({ ...figures }), ...founding };
  return machines === undefined
    ? foundTestLaw(people, given)
    : foundNetwork(people, machines, given);
}

/** Has somebody vouch; tells what came of it. */
export function vouch(testLaw: TestLaw, from: number, person: number): string {
  return outcomeOf(testLaw.act(from, "membership/vouch", { person }));
}

/** A newcomer whom two founders know; a member where there is a place. */
export function bring(testLaw: TestLaw): number {
  const person = applyBy(testLaw, 1);
  for (const from of [1, 2]) vouch(testLaw, from, person);
  return person;
}
