import { people } from "../identity/index.ts";
import { personId } from "../kernel/ids.ts";
import { bytes32, record } from "../kernel/schema.ts";
import { defineView } from "../kernel/view.ts";
import { type Text, textOf } from "../texts/index.ts";
import { textsBy, usageOf } from "./texts.ts";
import { profiles } from "./types.ts";

function readText(text: Text) {
  return { ...text, isErased: text.erasedAt !== 0, isHeld: text.holds > 0 };
}

/** What the ledger knows of one text. */
export const textView = defineView({
  name: "records/text",
  summary:
    "What is known of a text: whose it is, who can read it, whether it was erased, whether something refers to it.",
  visibility: "everyone",
  query: record({ hash: bytes32 }),
  read({ state, query }) {
    const text = textOf(state, query.hash);
    return text === undefined ? undefined : readText(text);
  },
});

/** A person's texts. */
export const textsView = defineView({
  name: "records/texts",
  summary: "The texts that a person has published and not erased, the newest first.",
  visibility: "everyone",
  query: record({ person: personId }),
  read({ state, query }) {
    if (!people.has(state, [query.person])) return undefined;
    const used = usageOf(state, query.person);
    const newestFirst = textsBy(state, query.person).toSorted((a, b) => b.at - a.at);
    return { person: query.person, used, texts: newestFirst.map(readText) };
  },
});

/** Who says what about themselves. */
export const profilesView = defineView({
  name: "records/profiles",
  summary: "The text in which each person says who they are.",
  visibility: "everyone",
  query: record({}),
  read: ({ state }) =>
    [...profiles.entries(state, [])].flatMap(({ key, row }) => {
      const text = textOf(state, row.text);
      return text === undefined
        ? []
        : [{ person: key[0], text: row.text, audience: text.audience }];
    }),
});
