import { resolve } from "node:path";
import type { Command } from "commander";
import {
  type MachineKeys,
  publicNames,
  readMachineKeys,
  saveMachineKeys,
} from "../../node/index.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { type Call, type Cli, declare, declareGroup } from "../command.ts";
import { printable } from "../names.ts";
import type { Outcome } from "../outcome.ts";

/** Saving what makes a machine itself, so that it can come back on another disk. */
export function addNetworkKeys(network: Command, cli: Cli): void {
  const group = declareGroup(network, "keys", "save the keys of this machine, look at saved ones");
  declare(
    group,
    cli,
    { usage: "save <file>", summary: "save the keys of this machine, while it runs or not" },
    save,
  );
  declare(
    group,
    cli,
    { usage: "show <file>", summary: "say whose keys are in a file, without the secrets" },
    show,
  );
}

async function save(call: Call): Promise<Outcome> {
  const home = resolve(call.settings.get("home").value);
  const file = resolve(String(call.words[0]));
  const keys = await saveMachineKeys(folkmootLaw, home, file);
  return {
    plain: { ok: true, file, ...plainOf(keys) },
    lines: [
      `Saved the keys of ${printable(keys.name)} in ${file}.`,
      ...linesOf(keys),
      "They are not encrypted: anyone who has the file can sign as this machine. Keep it away from here.",
      "What this machine has signed is not in it, and must never be brought back.",
      "When this disk is lost, and the machine stands still for good:",
      `  folkmoot network join ADDRESS --home NEW --machine-keys "${file}"`,
    ],
  };
}

async function show(call: Call): Promise<Outcome> {
  const file = resolve(String(call.words[0]));
  const keys = await readMachineKeys(file);
  return {
    plain: { ok: true, file, ...plainOf(keys) },
    lines: [`${file} holds the keys of ${printable(keys.name)}.`, ...linesOf(keys)],
  };
}

function plainOf(keys: MachineKeys) {
  const { chainId, community, name, listen, external } = keys;
  return { chainId, community, name, ...publicNames(keys), listen, external: external ?? null };
}

function linesOf(keys: MachineKeys): string[] {
  const { publicKey, address, nodeId } = publicNames(keys);
  const { community, chainId, listen, external } = keys;
  return [
    `  Community: ${printable(community)} (${chainId})`,
    `  Signs as: ${address.slice(0, 8)} in \`folkmoot network peers\`, by the key ${publicKey}`,
    `  Others know it as: ${nodeId}@${external ?? listen}`,
  ];
}
