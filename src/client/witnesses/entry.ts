import type { WitnessWord } from "../light/witness.ts";

/** Another node that a device may ask for the same pages. */
export interface WitnessEntry {
  /** Where it answers: `https://host`, with a path where the node stands in a folder. */
  readonly site: string;
  /** Who named it: this person, or the node, out of the record. */
  readonly by: "person" | "node";
  /** Whether the person does not want it asked. */
  readonly isLeftOut: boolean;
  /** What it said when it was asked last, and when. Units: milliseconds since 1970. */
  readonly last?: { readonly word: WitnessWord; readonly at: number };
  /** When it last had the same page. Units: milliseconds since 1970. */
  readonly agreedAt?: number;
}

/** The most witnesses that a person can name: each is asked for each new page. */
export const OWN_MAX = 8;

/** The most of those that the node names which are asked. */
export const NAMED_MAX = 4;

/** The longest address of a witness. */
const SITE_MAX = 200;

/**
 * Reads where a witness answers; nothing for what is no address of a node.
 *
 * Why HTTP at all: a node in the same house has no name and no certificate. A witness cannot lie a page
 * into being; only its silence could be forced.
 */
export function siteOf(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed.length > SITE_MAX || !URL.canParse(trimmed)) return undefined;
  const { protocol, origin, pathname, username, password, search, hash } = new URL(trimmed);
  const isPlain = `${username}${password}${search}${hash}` === "";
  if (!isPlain || (protocol !== "https:" && protocol !== "http:")) return undefined;
  return `${origin}${pathname.replace(/\/+$/, "")}`;
}

/** Puts together what a person has named and what the node names, and leaves this very node out. */
export function witnessesOf(
  kept: readonly WitnessEntry[],
  named: readonly string[],
  node: string,
): readonly WitnessEntry[] {
  const isNew = (site: string) => site !== node && kept.every((entry) => entry.site !== site);
  const others = [...new Set(named)].filter(isNew);
  const stillNamed = kept.filter(({ by, site }) => by === "person" || named.includes(site));
  return [
    ...stillNamed.filter(({ site }) => site !== node),
    ...others.map((site) => ({ site, by: "node" as const, isLeftOut: false })),
  ];
}

/** Chooses who is asked: everyone whom the person has named, and a few of the others. */
export function toAsk(all: readonly WitnessEntry[]): readonly WitnessEntry[] {
  const wanted = all.filter(({ isLeftOut }) => !isLeftOut);
  const own = wanted.filter(({ by }) => by === "person").slice(0, OWN_MAX);
  return [...own, ...wanted.filter(({ by }) => by === "node").slice(0, NAMED_MAX)];
}

/** Adds a witness, or takes up again one that was left out; what it said before stays. */
export function withWitness(kept: readonly WitnessEntry[], site: string): readonly WitnessEntry[] {
  const before = kept.find((entry) => entry.site === site);
  const added: WitnessEntry = { ...before, site, by: "person", isLeftOut: false };
  return [...kept.filter((entry) => entry.site !== site), added];
}

/** Removes a witness; one that the node names stays known as left out. */
export function withoutWitness(
  kept: readonly WitnessEntry[],
  site: string,
  isNamed: boolean,
): readonly WitnessEntry[] {
  const others = kept.filter((entry) => entry.site !== site);
  return isNamed ? [...others, { site, by: "node", isLeftOut: true }] : others;
}

/** Notes what witnesses said. Units: `at` in milliseconds since 1970. */
export function withWords(
  entries: readonly WitnessEntry[],
  words: ReadonlyMap<string, WitnessWord>,
  at: number,
): readonly WitnessEntry[] {
  return entries.map((entry) => {
    const word = words.get(entry.site);
    if (word === undefined) return entry;
    const agreed = word === "agrees" ? { agreedAt: at } : {};
    return { ...entry, last: { word, at }, ...agreed };
  });
}
