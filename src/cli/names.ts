import type { Client } from "../client/client.ts";
import { everyRow } from "../client/every-row.ts";
import { type Content, wordsIn } from "../client/read-text.ts";
import { isAway } from "../client/reading/kept-views.ts";
import { accountOfText, ownerOf, personAccount } from "../protocol/kernel/account.ts";
import type { AccountId, PersonId } from "../protocol/kernel/ids.ts";
import type { Call } from "./command.ts";
import { CommandError, EXIT, usageError } from "./exit.ts";

/** What people call themselves, as far as this device may read it. */
export type Names = ReadonlyMap<number, string>;

/** Who reads names, with what; 0 for somebody who has not signed in. */
export interface NameReader {
  readonly client: Client;
  readonly person: number;
}

/** Reads the names of everybody; anyone who signs in also reads what is for the community. */
export async function readNames({ client, person }: NameReader): Promise<Names> {
  if (person !== 0) await client.signIn();
  const profiles = (await everyRow(client, "records/profiles", {})) ?? [];
  const texts = await readWords(
    client,
    profiles.map(({ text }) => text),
  );
  const names = new Map<number, string>();
  for (const { person: whose, text } of profiles) {
    const name = texts.get(text)?.["name"] ?? "";
    if (name !== "") names.set(whose, name);
  }
  return names;
}

/** Reads the words of texts by their hashes, fit for a terminal; those that may not be read are left out. */
export async function readWords(
  client: Pick<Client, "texts">,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, Content>> {
  const texts = await client.texts([...new Set(hashes)]);
  const words = new Map<string, Content>();
  for (const [hash, content] of texts) {
    const said = Object.entries(wordsIn(content) ?? {});
    words.set(
      hash,
      Object.fromEntries(
        said.map(([field, text]) => [field, printable(text.replace(/\s+/g, " "))]),
      ),
    );
  }
  return words;
}

/** The title of a text, where it may be read. */
export async function readTitles(
  client: Client,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const titles = new Map<string, string>();
  for (const [hash, { title, name }] of await readWords(client, hashes)) {
    const words = title ?? name;
    if (words !== undefined) titles.set(hash, words);
  }
  return titles;
}

/** Takes what could move the cursor or hide text out of words that people wrote. */
export function printable(words: string): string {
  return words.replace(/[\p{Cc}\p{Cf}]/gu, "");
}

/** A person as a sentence names them. */
export function called(names: Names, person: number): string {
  return names.get(person) ?? `person ${person}`;
}

/** An account as a sentence names it: a person by name, a circle by its number. */
export function calledAccount(names: Names, account: AccountId): string {
  const owner = ownerOf(account);
  return owner?.kind === "circle" ? `circle ${owner.circle}` : called(names, account);
}

/** Finds the person whom a word means: a number, a whole name, or a first name that only one has. */
export function findPerson(names: Names, word: string): number {
  if (/^\d{1,10}$/.test(word)) return Number(word);
  const wanted = folded(word);
  const whole = [...names].filter(([, name]) => folded(name) === wanted);
  const found =
    whole.length > 0 ? whole : [...names].filter(([, name]) => firstOf(name) === wanted);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only[0];
  if (found.length > 1) {
    throw usageError(
      `Several people are called ${word}.`,
      found.map(([person, name]) => `${name} is person ${person}`).join("; "),
      "Give the number instead.",
    );
  }
  throw new CommandError(`Nobody here is called ${word}.`, {
    why: "The name was compared with the profiles that this device may read.",
    remedy: "See `folkmoot member list`, or give the person's number.",
    code: "cli/nobody",
  });
}

function namesAway(word: string, cause: unknown): CommandError {
  return new CommandError(`Without the node nobody can be found by a name such as ${word}.`, {
    why: "No node answers, and names are not kept on this computer.",
    remedy: "Give the person's number, such as 7, or do this again once the node answers.",
    code: "client/unreachable",
    exit: EXIT.notRunning,
    cause,
  });
}

const folded = (name: string): string =>
  name.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();

const firstOf = (name: string): string => folded(name.split(" ")[0] ?? "");

/** Reads an account from a word of a call: a person as they are named, or a circle as `circle:3`. */
export async function accountOf(
  call: Call,
  session: NameReader,
  word: unknown,
): Promise<{ readonly account: AccountId; readonly names: Names }> {
  const text = String(word);
  if (text.startsWith("circle:")) {
    const account = accountOfText(text);
    if (account !== undefined) return { account, names: new Map() };
    throw usageError(
      `"${text}" is no circle.`,
      "A circle is written with its number, such as circle:3.",
      "See `folkmoot view circles/list` for the numbers.",
    );
  }
  const { person, names } = await personOf(call, session, word);
  return { account: personAccount(person as PersonId), names };
}

/** Reads a person from the first word of a call. */
export async function personOf(
  call: Call,
  session: NameReader,
  word: unknown,
): Promise<{ readonly person: number; readonly names: Names }> {
  const names = await readNames(session).catch((error: unknown) => {
    // Numbers work without names.
    const isNumber = /^\d+$/.test(String(word));
    if (isNumber && (!call.isJson || isAway(error))) return new Map<number, string>();
    throw isAway(error) && !isNumber ? namesAway(String(word), error) : error;
  });
  return { person: findPerson(names, String(word)), names };
}
