import { plural } from "../format.ts";

/** Rules: the constitution in sentences. */
export const rules = {
  title: "Rules",
  lead: "What everyone here has agreed to.",
  never: "What can never be changed",
  parameters: "The figures",
  parametersHow:
    "How much, how long, how many: each can be changed by a decision, one step at a time.",
  figures: (n: number): string => plural(n, { one: "The one figure", other: "All # figures" }),
  articleNew: "Propose one",
  history: (n: number): string => plural(n, { one: "Changed once", other: "Changed # times" }),
  unchanged: "As founded.",
  founding: "at the founding",
  byDecision: "by a decision",
  from: "From",
  next: "It may next be changed from",
  propose: "Propose a change",
  between: (lowest: string, highest: string): string =>
    `The next step may go from ${lowest} to ${highest}.`,
  articles: "Articles",
  articlesNone: "No articles have been adopted yet.",
  charter: "What we are for",
  closed: "This text is for members, or was erased.",
  adopted: "Adopted",
};
