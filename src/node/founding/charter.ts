import { isZero, toHex } from "../../protocol/kernel/bytes.ts";
import { sealText } from "./content.ts";
import type { FoundingFile } from "./founding-file.ts";

interface CharterPart {
  readonly charter: Uint8Array;
}
interface RecordsPart {
  readonly texts: readonly object[];
}

/**
 * Adds the charter to a founding: name, purpose and language as a public text that belongs to
 * everybody, with its hash in the constitution. A charter that the file already names stays.
 */
export function withCharter(file: FoundingFile): FoundingFile {
  const constitution = file.document.rooms["constitution"] as CharterPart | undefined;
  const records = file.document.rooms["records"] as RecordsPart | undefined;
  if (constitution === undefined || records === undefined || !isZero(constitution.charter)) {
    return file;
  }
  const { name, purpose, language } = file;
  const { hash, bytes } = sealText(0, { name, purpose, language });
  const text = { hash, owner: 0, audience: "public", kind: "charter", bytes: bytes.length };
  const rooms = {
    ...file.document.rooms,
    constitution: { ...constitution, charter: hash },
    records: { ...records, texts: [...records.texts, text] },
  };
  return { ...file, document: { ...file.document, rooms }, texts: [...file.texts, bytes] };
}

/** The hash of the charter in a founding, in hexadecimal; nothing when there is none. */
export function charterHash(file: Pick<FoundingFile, "document">): string | undefined {
  const constitution = file.document.rooms["constitution"] as CharterPart | undefined;
  if (constitution === undefined || isZero(constitution.charter)) return undefined;
  return toHex(constitution.charter);
}
