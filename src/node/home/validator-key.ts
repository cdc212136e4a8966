import { randomBytes } from "node:crypto";
import { access, mkdir, readFile } from "node:fs/promises";
import { machineSigner, type Signer, signerFromSeed } from "../../engine/embedded/signer.ts";
import { wordsOf } from "../../engine/system-words.ts";
import { fromHex, toHex } from "../../protocol/kernel/bytes.ts";
import { HomeFault } from "./home-fault.ts";
import type { HomeLayout } from "./layout.ts";
import { writeFileSafely } from "./write-file.ts";

/** Makes the key with which this machine makes blocks, readable by its owner alone. */
export async function createValidatorKey(layout: HomeLayout, given?: Uint8Array): Promise<Signer> {
  await createKey(layout, layout.validatorKey, given);
  return readValidatorKey(layout);
}

/** Returns this machine's validator key; makes one where there is none. */
export async function keepValidatorKey(layout: HomeLayout): Promise<Signer> {
  try {
    await access(layout.validatorKey);
  } catch {
    return createValidatorKey(layout);
  }
  return readValidatorKey(layout);
}

/** Makes the key by which other nodes know this one, readable by its owner alone. */
export function createNodeKey(layout: HomeLayout, given?: Uint8Array): Promise<Signer> {
  return createKey(layout, layout.nodeKey, given);
}

async function createKey(layout: HomeLayout, path: string, given?: Uint8Array): Promise<Signer> {
  const seed = given ?? new Uint8Array(randomBytes(32));
  const signer = signerFromSeed(seed);
  await mkdir(layout.keys, { recursive: true, mode: 0o700 });
  const content = { type: "ed25519", publicKey: toHex(signer.publicKey), seed: toHex(seed) };
  await writeFileSafely(path, `${JSON.stringify(content, undefined, 2)}\n`, 0o600);
  return signer;
}

/** Reads this machine's validator key. */
export async function readValidatorKey(layout: HomeLayout): Promise<Signer> {
  return machineSigner(await readSeed(layout.validatorKey, "validator"));
}

/** Reads the seed of a key of this machine. */
export async function readSeed(path: string, what: "validator" | "node"): Promise<Uint8Array> {
  let seed: Uint8Array | undefined;
  try {
    const read = JSON.parse(await readFile(path, "utf8")) as { readonly seed?: unknown };
    seed = typeof read.seed === "string" ? fromHex(read.seed) : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw noKey(path, what);
    throw keyFault(what, `cannot be read: ${wordsOf(error)}`);
  }
  if (seed?.length !== 32) throw keyFault(what, "is not a seed of 32 bytes");
  return seed;
}

function keyFault(what: string, how: string): HomeFault {
  const remedy = `Restore keys/${what}.json from your backup.`;
  return new HomeFault(`${what}-key`, `the ${what} key ${how}`, remedy);
}

function noKey(path: string, what: string): HomeFault {
  const remedy = `Name the right home, or restore keys/${what}.json from your backup.`;
  return new HomeFault(`${what}-key`, `there is no ${what} key at ${path}`, remedy);
}
