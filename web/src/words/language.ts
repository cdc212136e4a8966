import { type ReadonlySignal, signal } from "@preact/signals-core";
import { useValue } from "../live/use-value.ts";
import { en } from "./en.ts";
import { setTag } from "./tag.ts";

/**
 * Every sentence of the app in one language, but for those that only rooms beyond the first page say.
 *
 * Why: the English catalogue is the type, so a language that lacks a sentence does not compile.
 */
export type Words = typeof en;

const catalogues: Readonly<Record<string, () => Promise<Words>>> = {
  en: () => Promise.resolve(en),
};

const spoken = signal<Words>(en);

/** The sentences of the language that is spoken now. */
export const spokenWords: ReadonlySignal<Words> = spoken;

/** Returns the sentences of the language that is spoken now. */
export const currentWords = (): Words => spoken.value;

/** Speaks the first of `preferred` for which there is a catalogue, else English. */
export async function chooseLanguage(preferred: readonly string[]): Promise<void> {
  const languages = preferred.map((each) => each.split("-")[0] ?? "");
  const language = languages.find((each) => each in catalogues) ?? "en";
  const words = (await catalogues[language]?.()) ?? en;
  setTag(language, preferred);
  document.documentElement.lang = language;
  document.documentElement.dir = words.direction;
  spoken.value = words;
}

/** Returns the sentences and draws again when the language changes. */
export const useWords = (): Words => useValue(spoken);
