import { TEXT_AUTHOR_BYTES } from "../../protocol/texts/index.ts";

/** Bytes before a text's content: its author, and the salt. */
const HEAD_BYTES = TEXT_AUTHOR_BYTES + 32;
/** Letters of a name that are compared. */
const LETTERS_MAX = 200;

/** A name as it is compared: without marks on letters, in small letters. */
export function foldedName(name: string): string {
  const letters = name.trim().slice(0, LETTERS_MAX).normalize("NFKD").replace(/\p{M}/gu, "");
  return letters.toLocaleLowerCase();
}

/** The name in a profile; nothing where the bytes are no profile or hold none. */
export function nameIn(profile: Uint8Array): string | undefined {
  try {
    const json = new TextDecoder("utf-8", { fatal: true }).decode(profile.subarray(HEAD_BYTES));
    const { name } = JSON.parse(json) as { readonly name?: unknown };
    return typeof name === "string" && name.trim() !== "" ? name : undefined;
  } catch {
    return undefined;
  }
}
