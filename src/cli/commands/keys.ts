import type { Command } from "commander";
import { fromHex, toHex } from "../../protocol/kernel/bytes.ts";
import { withPassphrase } from "../any-own-key.ts";
import { confirm } from "../asking.ts";
import { type Call, type Cli, declare, declareGroup } from "../command.ts";
import { usageError } from "../exit.ts";
import { type KeptKey, keepKey, keptKeys, makeKey, readKey } from "../key-store.ts";
import type { Outcome } from "../outcome.ts";
import { openRecovery, readWords } from "../recovery-file.ts";

/** Keeps the keys with which a person signs on this computer. */
export function addKeys(program: Command, cli: Cli): void {
  const group = declareGroup(program, "keys", "the keys with which you sign on this computer");
  const add = (usage: string, summary: string, run: (call: Call) => Outcome | Promise<Outcome>) =>
    declare(group, cli, { usage, summary }, run).option("--keys <dir>", "the folder of your keys");
  add("list", "show the keys that are kept here", list);
  add("show <name>", "show a key's public half", show);
  add("new <name>", "make a key", make).option("--community <hash>", "the community it is for");
  add("export <name>", "print the secret half of a key; anyone who has it is you", exportKey);
  withPassphrase(
    add("import <name> <file>", "keep a key from an export or a recovery file", importKey),
  ).option("--community <hash>", "the community it is for");
}

const folderOf = ({ settings }: Call): string => settings.get("keys").value;

const plainOf = ({ name, community, publicKey }: KeptKey) => ({ name, community, publicKey });

function list(call: Call): Outcome {
  const keys = keptKeys(folderOf(call)).map(plainOf);
  const lines = keys.map(({ name, publicKey, community }) => {
    return `${name}  ${publicKey.slice(0, 16)}…  ${community === "" ? "(no community yet)" : `${community.slice(0, 16)}…`}`;
  });
  const none = ["There are no keys here yet. Make one with `folkmoot keys new NAME`."];
  return { plain: keys, lines: lines.length === 0 ? none : lines };
}

function show(call: Call): Outcome {
  const key = plainOf(readKey(folderOf(call), String(call.words[0])));
  return {
    plain: key,
    lines: [`Name: ${key.name}`, `Public key: ${key.publicKey}`, `Community: ${key.community}`],
  };
}

function make(call: Call): Outcome {
  const key = makeKey(folderOf(call), String(call.words[0]), communityFlag(call));
  return {
    plain: plainOf(key),
    lines: [`Made the key ${key.name}.`, `Public key: ${key.publicKey}`],
  };
}

async function exportKey(call: Call): Promise<Outcome> {
  const key = readKey(folderOf(call), String(call.words[0]));
  await confirm(call, "Print the secret half of this key? Anyone who sees it can act as you.");
  const seed = toHex(key.seed);
  return { plain: { ...plainOf(key), seed }, lines: [seed] };
}

async function importKey(call: Call): Promise<Outcome> {
  const [name, file] = call.words as readonly string[];
  const text = readWords(String(file));
  const bare = fromHex(text.trim().toLowerCase());
  const isSeed = bare?.length === 32;
  const recovery = isSeed ? { seed: bare, community: "" } : await openRecovery(call, text);
  const community = communityFlag(call) || recovery.community;
  const key = keepKey(folderOf(call), String(name), community, recovery.seed);
  return {
    plain: plainOf(key),
    lines: [`Kept the key ${key.name}.`, `Public key: ${key.publicKey}`],
  };
}

function communityFlag({ flags }: Call): string {
  const given = flags["community"];
  if (given === undefined) return "";
  if (typeof given === "string" && /^[0-9a-f]{64}$/.test(given)) return given;
  throw usageError(
    `"${String(given)}" does not name a community.`,
    "A community is named by the 64 hexadecimal digits of its founding document's hash.",
    "See `folkmoot status --json`.",
  );
}
