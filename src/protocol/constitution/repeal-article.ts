import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { refuse } from "../kernel/fault.ts";
import { EVERYONE } from "../kernel/ids.ts";
import { record, u16 } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { releaseText } from "../texts/index.ts";
import { articleRepealed } from "./events.ts";
import { constitutionFaults as faults } from "./faults.ts";
import { articles } from "./types.ts";

/**
 * Repeals an article of the constitution; its number stays with it.
 *
 * Source: README.md, rule 5.
 */
export const repealArticle = defineAction({
  type: "constitution/repeal-article",
  tag: 0x0103,
  author: "circle",
  decidedAs: "article",
  summary: "Repeals an article of the constitution.",
  visibility: "everyone",
  input: record({ article: u16 }),
  about: { article: "the article's number" },
  refuses: [
    "constitution/article-repealed",
    "constitution/no-such-article",
    "constitution/only-everyone",
  ],
  check({ state, author, input }) {
    if (author !== EVERYONE) return refuse(faults["only-everyone"]);
    const article = articles.get(state, [input.article]);
    if (article === undefined) return refuse(faults["no-such-article"]);
    if (article.until !== 0) return refuse(faults["article-repealed"], { until: article.until });
    return undefined;
  },
  apply({ state, input, now, decision }) {
    const article = present(articles.get(state, [input.article]), "the article was checked");
    releaseText(state, article.text);
    articles.put(state, [input.article], { ...article, until: now, decision });
    return [articleRepealed([], { article: input.article, decision })];
  },
  why: ({ input }) =>
    explain(
      "constitution/repeal-article",
      "Everyone together may repeal an article.",
      { article: input.article },
      `Article ${input.article} is no longer in force.`,
    ),
});
