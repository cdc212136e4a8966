import { WITNESS_WORDS, type WitnessWord } from "../light/witness.ts";
import { OWN_MAX, siteOf, type WitnessEntry } from "./entry.ts";

/** The most entries that are kept: what a person names, and what nodes have named and was left out. */
const KEPT_MAX = 4 * OWN_MAX;

/** Writes witnesses as they are kept. */
export const witnessesToJson = (entries: readonly WitnessEntry[]): string =>
  JSON.stringify(entries.slice(-KEPT_MAX));

/** Reads what a device has kept; an entry that is not whole is left out. */
export function witnessesFromJson(text: string): readonly WitnessEntry[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return [];
  }
  return Array.isArray(json) ? json.slice(-KEPT_MAX).flatMap(entryFrom) : [];
}

function entryFrom(json: unknown): readonly WitnessEntry[] {
  if (typeof json !== "object" || json === null) return [];
  const { site, by, isLeftOut, last, agreedAt } = json as Readonly<Record<string, unknown>>;
  const address = typeof site === "string" ? siteOf(site) : undefined;
  if (address === undefined || (by !== "person" && by !== "node")) return [];
  const said = lastFrom(last);
  const entry: WitnessEntry = {
    site: address,
    by,
    isLeftOut: isLeftOut === true,
    ...(said === undefined ? {} : { last: said }),
    ...(isMoment(agreedAt) ? { agreedAt } : {}),
  };
  return [entry];
}

function lastFrom(json: unknown): { word: WitnessWord; at: number } | undefined {
  if (typeof json !== "object" || json === null) return undefined;
  const { word, at } = json as Readonly<Record<string, unknown>>;
  const known = WITNESS_WORDS.find((each) => each === word);
  return known !== undefined && isMoment(at) ? { word: known, at } : undefined;
}

const isMoment = (value: unknown): value is number => Number.isSafeInteger(value);
