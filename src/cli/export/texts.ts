import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readText } from "../../client/read-text.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import type { PersonId } from "../../protocol/kernel/ids.ts";
import { profiles } from "../../protocol/records/index.ts";
import { printable } from "../names.ts";
import type { History } from "./open-history.ts";
import { readerInForce } from "./reader-in-force.ts";

/** Reads what texts say, as far as this home keeps them. */
export interface TextReader {
  /** A field of a text, or the words for a text that is not here. */
  field(hash: Uint8Array, name: string): string;
  /** What somebody is called. */
  nameOf(person: number): string;
}

/** Reads texts from the blobs of a home. */
export function textReader({ layout, ledger }: History): TextReader {
  const state = readerInForce(ledger);
  const field = (hash: Uint8Array, name: string): string => {
    const content = contentOf(join(layout.blobs, toHex(hash)));
    const words = content?.[name];
    return typeof words === "string" ? words : "(text erased or not here)";
  };
  return {
    field,
    nameOf(person) {
      const profile = profiles.get(state, [person as PersonId]);
      const name = profile === undefined ? "" : field(profile.text, "name");
      return name === "" ? `person ${person}` : printable(name);
    },
  };
}

function contentOf(path: string): { readonly [field: string]: unknown } | undefined {
  try {
    const content = readText(new Uint8Array(readFileSync(path)));
    return typeof content === "object" && content !== null ? { ...content } : undefined;
  } catch {
    return undefined;
  }
}
