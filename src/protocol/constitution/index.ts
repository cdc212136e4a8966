import { defineRoom } from "../kernel/room.ts";
import { adoptArticle } from "./adopt-article.ts";
import { adoptEdition } from "./adopt-edition.ts";
import { hashesInForce } from "./articles.ts";
import { begin } from "./begin.ts";
import { declareRehearsed } from "./declare-rehearsed.ts";
import { dropEdition } from "./drop-edition.ts";
import { oneEditionWaits } from "./edition-invariants.ts";
import { adoptions, edition, rehearsals } from "./edition-tables.ts";
import { editionView } from "./edition-view.ts";
import * as events from "./events.ts";
import { constitutionFaults } from "./faults.ts";
import { founding } from "./founding.ts";
import { articlesAreNumbered, parametersMoveByTheRules } from "./invariants.ts";
import { parameterList } from "./parameters.ts";
import { repealArticle } from "./repeal-article.ts";
import { setParameterAction, setSeatParameter } from "./set-parameter.ts";
import { articles, CONSTITUTION, changes, charter, parameters } from "./types.ts";
import { rulesView } from "./views.ts";

/** What the community has agreed on: named figures within bounds, and articles as text. */
export const constitution = defineRoom({
  name: "constitution",
  number: CONSTITUTION,
  summary: "What everyone has agreed on: the rules' figures, and articles as text.",
  tables: [parameters, changes, articles, charter, edition, adoptions, rehearsals],
  actions: [
    setParameterAction,
    setSeatParameter,
    adoptArticle,
    repealArticle,
    adoptEdition,
    dropEdition,
    declareRehearsed,
  ],
  events: Object.values(events),
  views: [rulesView, editionView],
  faults: Object.values(constitutionFaults),
  invariants: [parametersMoveByTheRules, articlesAreNumbered, oneEditionWaits],
  figures: parameterList,
  refersTo: hashesInForce,
  begin,
  founding,
});

/** The tables by which editions are adopted; the same in every edition. */
export const editionTables = { edition, adoptions, rehearsals };
/** What is told about editions by the law itself, whose turn no room takes. */
export const editionEvents = {
  editionFixed: events.editionFixed,
  editionInForce: events.editionInForce,
  editionPutOff: events.editionPutOff,
};

export { EDITION_NOTICE_MAX, EDITION_NOTICE_MIN } from "./adopt-edition.ts";
export { articlesInForce, textsInForce } from "./articles.ts";
export { hasEnough, machineAddress, rehearsedBy, waitingAdoption } from "./edition-state.ts";
export type { Adoption } from "./edition-tables.ts";
export { constitutionFaults } from "./faults.ts";
export {
  type Parameter,
  type ParameterKind,
  type ParameterName,
  parameterList,
  parameterNames,
} from "./parameters.ts";
export { articles, charter } from "./types.ts";
export {
  foundedAt,
  type ParameterChange,
  parameterHistory,
  parameterOf,
  parameterValue,
  parameterValueAt,
  windowFloor,
} from "./values.ts";
