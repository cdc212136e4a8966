import { randomBytes } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { seedSigner } from "../client/keys/seed-signer.ts";
import { unlockedRecoveryFile } from "../client/recovery-file.ts";
import type { Founder } from "../node/index.ts";
import { CommandError } from "./exit.ts";
import {
  assertKeyName,
  KEY_NAME_MAX,
  keepKey,
  keyPath,
  readKey,
  writeSecret,
} from "./key-store.ts";

/** Somebody who founds or joins a community: their keys, not yet kept. */
export interface Newcomer {
  /** What the others call them. */
  readonly name: string;
  /** What their key is called on this computer: their name, with a number where that is taken. */
  readonly key: string;
  readonly folder: string;
  readonly recoveryFile: string;
  readonly device: Uint8Array;
  readonly recovery: Uint8Array;
}

/**
 * Makes the keys of somebody new, after checking that they can be kept.
 *
 * Why a number where the name is taken: one person may belong to several communities. Who has a key
 * of this very community already is refused, because one person is one member.
 */
export function newNewcomer(folder: string, name: string, community?: string): Newcomer {
  for (let count = 1; ; count += 1) {
    const key = numbered(name, count);
    const recoveryFile = join(folder, `${key}.recovery.json`);
    const isKept = existsSync(keyPath(folder, key));
    if (isKept && community !== undefined) assertOfAnother(folder, key, community);
    if (isKept || existsSync(recoveryFile)) continue;
    assertKeyName(folder, key);
    const seed = () => new Uint8Array(randomBytes(32));
    return { name, key, folder, recoveryFile, device: seed(), recovery: seed() };
  }
}

function numbered(name: string, count: number): string {
  if (count === 1) return name;
  const end = ` ${count}`;
  return [...name].slice(0, KEY_NAME_MAX - end.length).join("") + end;
}

function assertOfAnother(folder: string, key: string, community: string): void {
  if (readKey(folder, key).community !== community) return;
  throw new CommandError(`You have a key of this community already: ${key}.`, {
    why: `Keys are never overwritten; this one is in ${keyPath(folder, key)}.`,
    remedy: `Use it with --as "${key}". Somebody else takes another name with --name.`,
    code: "keys/taken",
  });
}

/** The public halves of a newcomer's keys, as a founding names them. */
export function founderOf({ name, device, recovery }: Newcomer): Founder {
  return {
    name,
    device: seedSigner(device).publicKey,
    recovery: seedSigner(recovery).publicKey,
  };
}

/** Keeps a newcomer's key and writes their recovery file: both, or neither. */
export function keepNewcomer(newcomer: Newcomer, community: string) {
  const { name, key, folder, recoveryFile, device, recovery } = newcomer;
  const { publicKey } = keepKey(folder, key, community, device);
  try {
    writeSecret(recoveryFile, unlockedRecoveryFile({ community, name, seed: recovery }));
  } catch (error) {
    rmSync(keyPath(folder, key), { force: true });
    throw error;
  }
  return { key, publicKey, keys: folder, recoveryFile };
}

/** Removes what was kept of somebody whom the community did not take in. */
export function forgetNewcomer({ key, folder, recoveryFile }: Newcomer): void {
  rmSync(keyPath(folder, key), { force: true });
  rmSync(recoveryFile, { force: true });
}
