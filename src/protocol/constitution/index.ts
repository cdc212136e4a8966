import { defineRoom } from "../kernel/room.ts";
import { adoptArticle } from "./adopt-article.ts";
import * as events from "./events.ts";
import { constitutionFaults } from "./faults.ts";
import { founding } from "./founding.ts";
import { articlesAreNumbered, parametersMoveByTheRules } from "./invariants.ts";
import { repealArticle } from "./repeal-article.ts";
import { setParameterAction } from "./set-parameter.ts";
import { articles, CONSTITUTION, changes, charter, parameters } from "./types.ts";
import { rulesView } from "./views.ts";

/** What the community has agreed on: named figures within bounds, and articles as text. */
export const constitution = defineRoom({
  name: "constitution",
  number: CONSTITUTION,
  summary: "What everyone has agreed on: the rules' figures, and articles as text.",
  tables: [parameters, changes, articles, charter],
  actions: [setParameterAction, adoptArticle, repealArticle],
  events: Object.values(events),
  views: [rulesView],
  faults: Object.values(constitutionFaults),
  invariants: [parametersMoveByTheRules, articlesAreNumbered],
  founding,
});

export { articlesInForce, isConstitutional } from "./articles.ts";
export { constitutionFaults } from "./faults.ts";
export { type Parameter, type ParameterName, parameterList, parameterNames } from "./parameters.ts";
export { articles, charter } from "./types.ts";
export {
  type ParameterChange,
  parameterHistory,
  parameterOf,
  parameterValue,
  parameterValueAt,
} from "./values.ts";
