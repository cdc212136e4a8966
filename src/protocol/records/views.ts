import { people } from "../identity/index.ts";
import { type PersonId, personId } from "../kernel/ids.ts";
import { PAGE_ROWS, pageOf } from "../kernel/page.ts";
import { bytes32, list, record } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
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

/** Who says what about themselves, a page after a number. */
export const profilesView = defineView({
  name: "records/profiles",
  summary:
    "The text in which each person says who they are, by number, a page after a number (0: the first).",
  visibility: "everyone",
  query: record({ after: personId }),
  read: ({ state, query: { after } }) =>
    pageOf(
      profiles.behind(state, [after]),
      ({ key }) => key[0],
      ({ key, row }) => profileShown(state, key[0], row.text),
    ),
});

/** The profiles of some people. */
export const someProfilesView = defineView({
  name: "records/some-profiles",
  summary: "The text in which each of some people says who they are.",
  visibility: "everyone",
  query: record({ people: list(personId, PAGE_ROWS) }),
  read: ({ state, query: { people: asked } }) =>
    asked.flatMap((person) => {
      const row = profiles.get(state, [person]);
      const shown = row === undefined ? undefined : profileShown(state, person, row.text);
      return shown === undefined ? [] : [shown];
    }),
});

function profileShown(state: Reader, person: PersonId, hash: Uint8Array) {
  const text = textOf(state, hash);
  return text === undefined ? undefined : { person, text: hash, audience: text.audience };
}
