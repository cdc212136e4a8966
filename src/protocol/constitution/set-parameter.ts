import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { EVERYONE } from "../kernel/ids.ts";
import { choice, record, u53 } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { parameterSet } from "./events.ts";
import { constitutionFaults as faults } from "./faults.ts";
import { parameterNames } from "./parameters.ts";
import {
  countsFrom,
  mayChangeFrom,
  nextBounds,
  parameterOf,
  parameterValue,
  setParameter,
} from "./values.ts";

/**
 * Gives one of the community's rules a new figure.
 *
 * Why: bounds, a largest step and a rest between changes keep one evening's majority from turning
 * the community over, and give everybody time to leave or to object.
 * Faults: constitution/only-everyone, constitution/unchanged, constitution/out-of-bounds,
 * constitution/step-too-large, constitution/resting.
 * Source: README.md, rules 1 to 4.
 */
export const setParameterAction = defineAction({
  type: "constitution/set-parameter",
  tag: 0x0101,
  author: "circle",
  decidedAs: "rule",
  summary: "Changes the figure of a rule, within its bounds and by at most one step.",
  visibility: "everyone",
  input: record({ parameter: choice(parameterNames), value: u53 }),
  about: { parameter: "which rule", value: "the new figure, in the rule's own unit" },
  check({ state, author, input, now }) {
    if (author !== EVERYONE) return refuse(faults["only-everyone"]);
    const declared = parameterOf(input.parameter);
    const value = parameterValue(state, input.parameter);
    if (input.value === value) return refuse(faults.unchanged, { value });
    const { min, max } = declared;
    if (input.value < min || input.value > max)
      return refuse(faults["out-of-bounds"], { min, max });
    const { lowest, highest } = nextBounds(declared, value);
    if (input.value < lowest || input.value > highest) {
      return refuse(faults["step-too-large"], { value, lowest, highest });
    }
    const from = mayChangeFrom(state, input.parameter);
    return now < from ? refuse(faults.resting, { mayChangeFrom: from }) : undefined;
  },
  apply({ state, input, now, decision }) {
    const { parameter, value } = input;
    const from = countsFrom(parameterOf(parameter), now);
    setParameter(state, parameter, { value, at: now, from, decision });
    return [parameterSet([], { parameter, value, from, decision })];
  },
  why({ state, input }) {
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
  },
});
