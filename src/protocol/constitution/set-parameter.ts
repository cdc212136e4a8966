import { type ApplyContext, type CheckContext, defineAction } from "../kernel/action.ts";
import { type Refusal, refuse } from "../kernel/fault.ts";
import { EVERYONE } from "../kernel/ids.ts";
import { addWhole } from "../kernel/integer.ts";
import { choice, record, u53 } from "../kernel/schema.ts";
import { DAY } from "../kernel/time.ts";
import { explain } from "../kernel/why.ts";
import { parameterSet } from "./events.ts";
import { constitutionFaults as faults } from "./faults.ts";
import { type ParameterKind, type ParameterName, parameterNames } from "./parameters.ts";
import {
  countsFrom,
  hasMoved,
  mayChangeFrom,
  nextBounds,
  parameterOf,
  parameterValue,
  setParameter,
} from "./values.ts";

interface Input {
  readonly parameter: ParameterName;
  readonly value: number;
}

/** What both actions have alike. */
const setting = {
  author: "circle",
  visibility: "everyone",
  input: record({ parameter: choice(parameterNames), value: u53 }),
  about: { parameter: "which rule", value: "the new figure, in the rule's own unit" },
  apply: set,
  why: explanation,
} as const;

/**
 * Gives one of the community's rules a new figure.
 *
 * Why: bounds, a largest step and a rest between changes keep one evening's majority from turning
 * the community over, and give everybody time to leave or to object.
 * Source: README.md, rules 1 to 4.
 */
export const setParameterAction = defineAction({
  ...setting,
  type: "constitution/set-parameter",
  tag: 0x0101,
  decidedAs: "rule",
  summary: "Changes the figure of a rule, within its bounds and by at most one step.",
  refuses: [
    "constitution/moved-already",
    "constitution/only-everyone",
    "constitution/other-kind-of-rule",
    "constitution/out-of-bounds",
    "constitution/resting",
    "constitution/step-too-large",
    "constitution/unchanged",
  ],
  check: (context) => refusalOf("rule", context),
});

/**
 * Gives a rule about the machines a new figure.
 *
 * Why an action of its own: anyone who wants other machines may not go by a lighter kind of decision
 * that changes how long seats last, or how soon an absent machine pauses.
 * Source: README.md, rules 1 to 4.
 */
export const setSeatParameter = defineAction({
  ...setting,
  type: "constitution/set-seat-parameter",
  tag: 0x0104,
  decidedAs: "seat",
  summary: "Changes the figure of a rule about machines and their seats, by at most one step.",
  refuses: [
    "constitution/moved-already",
    "constitution/only-everyone",
    "constitution/other-kind-of-rule",
    "constitution/out-of-bounds",
    "constitution/resting",
    "constitution/step-too-large",
    "constitution/unchanged",
  ],
  check: (context) => refusalOf("seat", context),
});

function refusalOf(
  kind: ParameterKind,
  { state, author, input, now, decision }: CheckContext<Input, "circle">,
): Refusal | undefined {
  if (author !== EVERYONE) return refuse(faults["only-everyone"]);
  const declared = parameterOf(input.parameter);
  if (declared.kind !== kind) return refuse(faults["other-kind-of-rule"], { kind: declared.kind });
  const value = parameterValue(state, input.parameter);
  if (input.value === value) return refuse(faults.unchanged, { value });
  const { min, max } = declared;
  if (input.value < min || input.value > max) return refuse(faults["out-of-bounds"], { min, max });
  const { lowest, highest } = nextBounds(declared, value);
  if (input.value < lowest || input.value > highest) {
    return refuse(faults["step-too-large"], { value, lowest, highest });
  }
  if (hasMoved(state, input.parameter, decision)) return refuse(faults["moved-already"]);
  const from = mayChangeFrom(state, input.parameter);
  return now < from ? refuse(faults.resting, { mayChangeFrom: from }) : undefined;
}

function set({ state, input, now, decision }: ApplyContext<Input, "circle">) {
  const { parameter, value } = input;
  const from = countsFrom(parameterOf(parameter), now);
  const rest = parameterValue(state, "parameter-rest-days");
  const restsUntil = addWhole(now, rest * DAY);
  setParameter(state, parameter, { value, at: now, from, restsUntil, decision });
  return [parameterSet([], { parameter, value, from, decision })];
}

function explanation({ state, input }: CheckContext<Input, "circle">) {
  const declared = parameterOf(input.parameter);
  const value = parameterValue(state, input.parameter);
  const { min, max } = declared;
  return explain(
    "constitution/set-parameter",
    "Everyone together may change a rule, within its bounds, by one step, after it has rested.",
    { parameter: input.parameter, value, ...nextBounds(declared, value), min, max },
    declared.fromMidnight
      ? `From the next midnight (UTC): ${declared.sentence(input.value)}`
      : `From that moment on: ${declared.sentence(input.value)}`,
  );
}
