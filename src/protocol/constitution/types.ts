import { decisionId } from "../kernel/ids.ts";
import { bytes32, moment, record, u16, u32, u53 } from "../kernel/schema.ts";
import { part, table } from "../kernel/table.ts";

/** The room's number: orders it, and numbers its faults, tags and tables. */
export const CONSTITUTION = 1;

/** Articles at most, repealed ones included. */
export const ARTICLES_MAX = 10_000;

/** The rules' figures as they were set last. */
export const parameters = table({
  id: 0x0101,
  name: "constitution/parameters",
  about:
    "A named rule's figure as it was set last, the moment from which it counts, how many it has had.",
  visibility: "everyone",
  key: [part("parameter", u16)],
  row: record({ value: u53, since: moment, changes: u32 }),
});

/** Every figure that a rule has had, the founding's first. */
export const changes = table({
  id: 0x0102,
  name: "constitution/changes",
  about:
    "A figure that a named rule was given: when, from when, until when it rests, by which decision (0: at founding).",
  visibility: "everyone",
  key: [part("parameter", u16), part("change", u32)],
  row: record({
    value: u53,
    at: moment,
    from: moment,
    restsUntil: moment,
    decision: decisionId,
  }),
});

/** Articles: the constitution's text. */
export const articles = table({
  id: 0x0103,
  name: "constitution/articles",
  about:
    "An article: the hash of its text, since when, until when (0: in force), by which decision.",
  visibility: "everyone",
  key: [part("article", u16)],
  row: record({ text: bytes32, since: moment, until: moment, decision: decisionId }),
});

/** The charter: what the community is for. */
export const charter = table({
  id: 0x0104,
  name: "constitution/charter",
  about: "The hash of the founding charter, and how many articles have ever been numbered.",
  visibility: "everyone",
  key: [],
  row: record({ text: bytes32, articles: u16 }),
});
