import { isZero } from "../kernel/bytes.ts";
import type { DecisionId } from "../kernel/ids.ts";
import { defineFounding } from "../kernel/room.ts";
import { bytes32, choice, list, record, u53 } from "../kernel/schema.ts";
import { parameterList, parameterNames } from "./parameters.ts";
import { articles, charter } from "./types.ts";
import { parameterOf, setParameter } from "./values.ts";

const NONE = new Uint8Array(32);
const AT_FOUNDING = 0 as DecisionId;
const FOUNDING_ARTICLES_MAX = 1024;
const FOUNDING_PARAMETERS_MAX = 256;

/** What a community starts with: its charter, figures that differ from the defaults, its articles. */
export const founding = defineFounding({
  shape: record({
    charter: bytes32,
    parameters: list(
      record({ parameter: choice(parameterNames), value: u53 }),
      FOUNDING_PARAMETERS_MAX,
    ),
    articles: list(bytes32, FOUNDING_ARTICLES_MAX),
  }),
  empty: { charter: NONE, parameters: [], articles: [] },
  problem({ parameters, articles }) {
    const seen = new Set<string>();
    for (const { parameter, value } of parameters) {
      if (seen.has(parameter)) return `parameters: ${parameter}: given twice`;
      seen.add(parameter);
      const { min, max } = parameterOf(parameter);
      if (value < min || value > max) return `parameters: ${parameter}: not from ${min} to ${max}`;
    }
    const without = articles.findIndex(isZero);
    return without < 0 ? undefined : `articles: ${without}: an article needs a text`;
  },
  found({ state, founding, now }) {
    const given = new Map(founding.parameters.map(({ parameter, value }) => [parameter, value]));
    for (const { name, default: initial } of parameterList) {
      const value = given.get(name) ?? initial;
      setParameter(state, name, {
        value,
        at: now,
        from: now,
        restsUntil: 0,
        decision: AT_FOUNDING,
      });
    }
    charter.put(state, [], { text: founding.charter, articles: founding.articles.length });
    for (const [at, text] of founding.articles.entries()) {
      articles.put(state, [at + 1], { text, since: now, until: 0, decision: AT_FOUNDING });
    }
  },
});
