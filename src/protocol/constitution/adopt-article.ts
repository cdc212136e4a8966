import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { equalBytes, isZero } from "../kernel/bytes.ts";
import { refuse } from "../kernel/fault.ts";
import { EVERYONE } from "../kernel/ids.ts";
import { bytes32, record, u16 } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { holdText, releaseText, requireText } from "../texts/index.ts";
import { articleCount } from "./articles.ts";
import { articleAdopted } from "./events.ts";
import { constitutionFaults as faults } from "./faults.ts";
import { ARTICLES_MAX, articles, charter } from "./types.ts";

/**
 * Adopts an article of the constitution, or gives one in force a new text.
 *
 * Source: README.md, rule 5.
 */
export const adoptArticle = defineAction({
  type: "constitution/adopt-article",
  tag: 0x0102,
  author: "circle",
  decidedAs: "article",
  summary: "Adopts an article of the constitution, or changes the text of one.",
  visibility: "everyone",
  input: record({ article: u16, text: bytes32 }),
  about: { article: "the article to change; 0 for a new one", text: "the hash of its text" },
  refersTo: ({ text }) => [{ hash: text, kind: "article" }],
  refuses: [
    "constitution/article-repealed",
    "constitution/no-such-article",
    "constitution/no-text",
    "constitution/only-everyone",
    "constitution/too-many-articles",
    "constitution/unchanged",
    "records/erased",
    "records/other-kind",
    "records/unknown-text",
  ],
  check({ state, author, input }) {
    if (author !== EVERYONE) return refuse(faults["only-everyone"]);
    if (isZero(input.text)) return refuse(faults["no-text"]);
    const unread = requireText(state, { hash: input.text, kind: "article" });
    if (unread !== undefined) return unread;
    if (input.article === 0) {
      const count = articleCount(state);
      const isFull = count >= ARTICLES_MAX;
      return isFull ? refuse(faults["too-many-articles"], { most: ARTICLES_MAX }) : undefined;
    }
    const article = articles.get(state, [input.article]);
    if (article === undefined) return refuse(faults["no-such-article"]);
    if (article.until !== 0) return refuse(faults["article-repealed"], { until: article.until });
    return equalBytes(article.text, input.text) ? refuse(faults.unchanged) : undefined;
  },
  apply({ state, input, now, decision }) {
    const { text } = input;
    const counted = present(charter.get(state, []), "a community has a charter");
    const article = input.article === 0 ? counted.articles + 1 : input.article;
    const before = articles.get(state, [article]);
    if (before !== undefined) releaseText(state, before.text);
    holdText(state, text);
    if (input.article === 0) charter.put(state, [], { ...counted, articles: article });
    articles.put(state, [article], { text, since: now, until: 0, decision });
    return [articleAdopted([], { article, text, decision })];
  },
  why: ({ input }) =>
    explain(
      "constitution/adopt-article",
      "Everyone together may adopt articles and change their text.",
      { article: input.article, text: input.text },
      input.article === 0
        ? "A new article is in force."
        : `Article ${input.article} is in force with a new text.`,
    ),
});
