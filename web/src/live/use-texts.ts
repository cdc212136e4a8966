import type { Content, Text } from "folkmoot/client/at-once";
import { isolate } from "../words/format.ts";
import { useWords } from "../words/language.ts";
import { reading, textArrivals } from "./reading.ts";
import { useProfiles } from "./use-profiles.ts";
import { useValue } from "./use-value.ts";

const empty = /^0*$/;

/** Returns a text by its hash; a hash of zeros means that there is none. */
export function useText(hash: string | undefined): Text {
  useValue(textArrivals);
  if (hash === undefined || empty.test(hash)) return { kind: "closed" };
  return reading.texts.by(hash);
}

/** Returns how to read texts by their hashes, for lists of them. */
export function useTexts(): (hash: string) => Content | undefined {
  useValue(textArrivals);
  return (hash) => {
    if (empty.test(hash)) return undefined;
    const text = reading.texts.by(hash);
    return text.kind === "read" ? text.content : undefined;
  };
}

/** How people are called. */
export interface Names {
  /** The name as the person writes it, else "Person 7". */
  readonly of: (person: number) => string;
  /** The same for use inside a sentence, so that it cannot turn the sentence around. */
  readonly in: (person: number) => string;
  /** The name as the person writes it; nothing where they have none, or while it is being read. */
  readonly known: (person: number) => string | undefined;
}

/** Returns how people are called. */
export function useNames(): Names {
  const words = useWords();
  const profileOf = useProfiles();
  const read = useTexts();
  const known = (person: number): string | undefined => {
    const hash = profileOf(person)?.text;
    const name = hash === undefined ? undefined : read(hash)?.["name"];
    return name === undefined || name.trim() === "" ? undefined : name;
  };
  const nameOf = (person: number): string => known(person) ?? words.names.person(person);
  return { of: nameOf, in: (person) => isolate(nameOf(person)), known };
}
