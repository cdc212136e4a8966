import { formatMoment } from "../moments.ts";
import { decisionsOf, type ListedDecision, type ListFile, viewOf } from "./lists.ts";
import type { History } from "./open-history.ts";
import type { TextReader } from "./texts.ts";

/** The pages that people read: the constitution with its articles, and all decisions. */
export function pageFiles(history: History, texts: TextReader): ListFile[] {
  return [
    { name: "constitution.md", text: constitutionPage(history, texts) },
    { name: "decisions.md", text: decisionsPage(history, texts) },
  ];
}

function constitutionPage(history: History, { field }: TextReader): string {
  const { name, purpose } = history.file;
  const rules = viewOf(history, "constitution/rules", {});
  return page([
    `# ${inline(name)}`,
    inline(purpose),
    "## Rules",
    ...rules.parameters.map(({ sentence, name: rule, changes }) => {
      const history_ = changes.slice(1).map(({ at, decision, sentence: then }) => {
        return `  - ${formatMoment(at)}, by decision ${decision}: ${then}`;
      });
      return [`- ${sentence} (\`${rule}\`)`, ...history_].join("\n");
    }),
    "## Articles",
    ...rules.articles.map(({ article, text, since }) => {
      const heading = `### ${article}. ${inline(field(text, "title"))}`;
      return `${heading}\n\nIn force since ${formatMoment(since)}.\n\n${quoted(field(text, "body"))}`;
    }),
    "## What no decision can change",
    rules.unamendable.map((sentence) => `- ${sentence}`).join("\n"),
  ]);
}

function decisionsPage(history: History, texts: TextReader): string {
  const all = [...decisionsOf(history)].reverse();
  return page(["# Decisions", ...all.map((each) => decisionPart(history, texts, each))]);
}

function decisionPart(
  history: History,
  { field, nameOf }: TextReader,
  each: ListedDecision,
): string {
  const query = { decision: each.decision, person: 0 };
  const { policySentence, why } = viewOf(history, "decisions/decision", query);
  const proposer = inline(nameOf(each.proposer));
  return [
    `## ${each.decision}. ${inline(field(each.text, "title"))}`,
    `Proposed by ${proposer} on ${formatMoment(each.openedAt)}; ${each.stage}.`,
    quoted(field(each.text, "body")),
    policySentence,
    ...(why === null ? [] : [why.result]),
  ].join("\n\n");
}

const page = (parts: readonly string[]): string => `${parts.join("\n\n")}\n`;

/** Keeps words on one line, without a mark at their beginning that Markdown would follow. */
const inline = (words: string): string =>
  words
    .replace(/\s+/g, " ")
    .replace(/^[#>+*-]+/, "")
    .trim();

/** People's own Markdown stands as a quotation, so that its headings are not taken for the page's. */
const quoted = (words: string): string =>
  words
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n");
