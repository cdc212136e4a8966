import { useEffect, useState } from "preact/hooks";
import { en } from "./en.ts";
import { setTag } from "./tag.ts";

/**
 * Every sentence of the app in one language.
 *
 * Why: the English catalogue is the type, so a language that lacks a sentence does not compile.
 */
export type Words = typeof en;

const catalogues: Readonly<Record<string, () => Promise<Words>>> = {
  en: () => Promise.resolve(en),
};

let words: Words = en;
const listeners = new Set<() => void>();

/** Returns the sentences of the language that is spoken now. */
export const currentWords = (): Words => words;

/** Speaks the first of `preferred` for which there is a catalogue, else English. */
export async function chooseLanguage(preferred: readonly string[]): Promise<void> {
  const languages = preferred.map((each) => each.split("-")[0] ?? "");
  const language = languages.find((each) => each in catalogues) ?? "en";
  words = (await catalogues[language]?.()) ?? en;
  setTag(language, preferred);
  document.documentElement.lang = language;
  document.documentElement.dir = words.direction;
  for (const listener of listeners) listener();
}

/** Returns the sentences and draws again when the language changes. */
export function useWords(): Words {
  const [, redraw] = useState(0);
  useEffect(() => {
    const listener = (): void => redraw((count) => count + 1);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, []);
  return words;
}
