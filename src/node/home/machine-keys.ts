import { rm } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, resolve, sep } from "node:path";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { chainIdOf, communityOf } from "../../protocol/founding.ts";
import type { Law } from "../../protocol/law.ts";
import { assertNotGrown } from "./grow-network.ts";
import { homeLayout } from "./layout.ts";
import {
  keysFault,
  type MachineKeys,
  machineKeysJson,
  readMachineKeys,
} from "./machine-keys-file.ts";
import { readNetworkFile } from "./network-file.ts";
import { readHomeFounding } from "./open-home.ts";
import { readSeed } from "./validator-key.ts";
import { writeNewFile } from "./write-file.ts";

/** A machine's name for people. */
export function machineName(home: string): string {
  return `${basename(resolve(home))} on ${hostname()}`;
}

/**
 * Gathers a machine's keys from its home, whether or not its node runs.
 *
 * Throws: HomeFault where the home is not a network's, or a key cannot be read.
 */
export async function keysOfMachine(law: Law, home: string): Promise<MachineKeys> {
  const layout = homeLayout(home);
  await assertNotGrown(layout);
  const { document, name: community } = await readHomeFounding(law, layout);
  const network = await readNetworkFile(layout.network);
  if (network === undefined) {
    const remedy = "Back it up as a whole: stop its node, then copy the folder.";
    throw keysFault(
      `${home} lives on this machine alone, where keys are of no use without it`,
      remedy,
    );
  }
  const { listen, external } = network;
  return {
    chainId: chainIdOf(communityOf(nativeHasher, law, document)),
    community,
    name: machineName(home),
    listen,
    ...(external === undefined ? {} : { external }),
    validatorSeed: await readSeed(layout.validatorKey, "validator"),
    nodeSeed: await readSeed(layout.nodeKey, "node"),
  };
}

/**
 * Saves a machine's keys in a file for its owner alone, and reads it once more.
 *
 * Why not inside the home: it would be lost with it.
 * Throws: HomeFault where a file is there already, or it cannot be written.
 */
export async function saveMachineKeys(law: Law, home: string, path: string): Promise<MachineKeys> {
  const keys = await keysOfMachine(law, home);
  if (resolve(path).startsWith(resolve(home) + sep)) {
    throw keysFault(`${path} would be lost with the home`, "Name a file outside of it.");
  }
  try {
    await writeNewFile(path, machineKeysJson(keys), 0o600);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== "EEXIST") throw keysFault(message, "Name a file that can be written.");
    const why = `${path} is there already, and keys are never overwritten`;
    throw keysFault(why, "Name a file that is not there yet.");
  }
  try {
    return await readMachineKeys(path);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}
