import { randomBytes } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { type Signer, signerFromSeed } from "../../engine/embedded/signer.ts";
import { fromHex, toHex } from "../../protocol/kernel/bytes.ts";
import { HomeFault } from "./home-fault.ts";
import type { HomeLayout } from "./layout.ts";
import { writeFileSafely } from "./write-file.ts";

/** Makes the key with which this machine makes blocks, readable by its owner alone. */
export async function createValidatorKey(layout: HomeLayout, given?: Uint8Array): Promise<Signer> {
  const seed = given ?? new Uint8Array(randomBytes(32));
  const signer = signerFromSeed(seed);
  await mkdir(layout.keys, { recursive: true, mode: 0o700 });
  const content = { type: "ed25519", publicKey: toHex(signer.publicKey), seed: toHex(seed) };
  await writeFileSafely(layout.validatorKey, `${JSON.stringify(content, undefined, 2)}\n`, 0o600);
  return signer;
}

/** Reads this machine's validator key. */
export async function readValidatorKey({ validatorKey }: HomeLayout): Promise<Signer> {
  let seed: Uint8Array | undefined;
  try {
    const read = JSON.parse(await readFile(validatorKey, "utf8")) as { readonly seed?: unknown };
    seed = typeof read.seed === "string" ? fromHex(read.seed) : undefined;
  } catch (error) {
    throw keyFault(`the validator key cannot be read: ${(error as Error).message}`);
  }
  if (seed?.length !== 32) throw keyFault("the validator key is not a seed of 32 bytes");
  return signerFromSeed(seed);
}

function keyFault(what: string): HomeFault {
  return new HomeFault("validator-key", what, "Restore keys/validator.json from your backup.");
}
