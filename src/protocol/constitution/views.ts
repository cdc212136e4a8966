import { record } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { defineView } from "../kernel/view.ts";
import { articlesInForce } from "./articles.ts";
import { type Parameter, type ParameterName, parameterList, unamendable } from "./parameters.ts";
import { charter } from "./types.ts";
import { mayChangeFrom, nextBounds, parameterHistory, parameterValue } from "./values.ts";

/** The constitution as people read it. */
export const rulesView = defineView({
  name: "constitution/rules",
  summary: "The rules in force as sentences, with their bounds and their history.",
  visibility: "everyone",
  query: record({}),
  read: ({ state }) => ({
    charter: charter.get(state, [])?.text ?? new Uint8Array(32),
    parameters: parameterList.map((declared) => readParameter(state, declared, declared.name)),
    articles: articlesInForce(state),
    unamendable,
  }),
});

function readParameter(state: Reader, declared: Parameter, name: ParameterName) {
  const value = parameterValue(state, name);
  const { lowest, highest } = nextBounds(declared, value);
  const changes = parameterHistory(state, name);
  return {
    name,
    value,
    default: declared.default,
    min: declared.min,
    max: declared.max,
    lowestNext: lowest,
    highestNext: highest,
    unit: declared.unit,
    kind: declared.kind,
    sentence: declared.sentence(value),
    since: changes.at(-1)?.from ?? 0,
    mayChangeFrom: mayChangeFrom(state, name),
    changes: changes.map((change) => ({ ...change, sentence: declared.sentence(change.value) })),
  };
}
