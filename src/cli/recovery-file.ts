import { readFileSync } from "node:fs";
import { isCancel, password } from "@clack/prompts";
import { openRecoveryFile, type Recovery, type RecoveryFault } from "../client/recovery-file.ts";
import { wordsOf } from "../engine/system-words.ts";
import type { Call } from "./command.ts";
import { CommandError } from "./exit.ts";

/** Why a recovery file cannot be opened, and what to do. */
const FAULTS: { readonly [F in RecoveryFault]: readonly [why: string, remedy: string] } = {
  fileNotOurs: ["It is not a recovery file.", "Choose the file that was saved when you joined."],
  fileNewer: ["A newer Folkmoot has made it.", "Install that one: `folkmoot version` tells yours."],
  fileDamaged: [
    "A part of it is missing or was changed.",
    "Take another copy of it, or another of your devices.",
  ],
  phraseNeeded: [
    "A passphrase locks it.",
    "Give it in a file with --passphrase-file FILE, or run this in a terminal.",
  ],
  phraseWrong: ["That is not its passphrase.", "Try again with the one that you chose for it."],
  phraseShort: ["Its passphrase is too short.", "Take at least 10 characters."],
};

/**
 * Opens the recovery file at a path; where it is locked, with the passphrase that was given, or that
 * the person types now.
 *
 * Throws: CommandError, with what prevents it.
 */
export async function recoveryAt(call: Call, path: string): Promise<Recovery> {
  return openRecovery(call, readWords(path));
}

/** The same for what stands in such a file. */
export async function openRecovery(call: Call, text: string): Promise<Recovery> {
  const given = call.flags["passphraseFile"];
  const known = typeof given === "string" ? readWords(given).replace(/\r?\n$/, "") : undefined;
  const opened = await openRecoveryFile(text, known);
  if (opened.ok) return opened.value;
  const phrase = opened.reason === "phraseNeeded" ? await askedPhrase(call) : undefined;
  if (phrase === undefined) throw unopened(opened.reason);
  const again = await openRecoveryFile(text, phrase);
  if (again.ok) return again.value;
  throw unopened(again.reason);
}

/** Reads a file of words, or says what prevents it. */
export function readWords(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new CommandError(`The file ${path} cannot be read.`, {
      why: wordsOf(cause),
      remedy: "Check the path.",
      code: "cli/file",
      cause,
    });
  }
}

async function askedPhrase({ terminal, isJson }: Call): Promise<string | undefined> {
  if (!terminal.isInteractive || isJson) return undefined;
  const typed = await password({ message: "The passphrase of this recovery file:" });
  return isCancel(typed) ? undefined : typed;
}

function unopened(fault: RecoveryFault): CommandError {
  const [why, remedy] = FAULTS[fault];
  return new CommandError("This recovery file cannot be opened.", {
    why,
    remedy,
    code: fault === "phraseNeeded" || fault === "phraseWrong" ? "keys/locked" : "keys/damaged",
  });
}
