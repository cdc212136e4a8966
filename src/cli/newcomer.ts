import { randomBytes } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { seedSigner } from "../client/keys/seed-signer.ts";
import { sealText } from "../node/index.ts";
import { toHex } from "../protocol/kernel/bytes.ts";
import { CommandError } from "./exit.ts";
import { assertKeyName, keepKey, keyPath, writeSecret } from "./key-store.ts";
import { writeRecovery } from "./recovery-file.ts";

/** Somebody who founds or joins a community: their keys, not yet kept. */
export interface Newcomer {
  readonly name: string;
  readonly folder: string;
  readonly recoveryFile: string;
  readonly device: Uint8Array;
  readonly recovery: Uint8Array;
}

/** Makes the keys of somebody new, after checking that they can be kept. */
export function newNewcomer(folder: string, name: string): Newcomer {
  assertKeyName(folder, name);
  const recoveryFile = join(folder, `${name}.recovery.json`);
  if (existsSync(recoveryFile)) {
    throw new CommandError(`There is already a recovery file for ${name}.`, {
      why: `Recovery files are never overwritten; this one is ${recoveryFile}.`,
      remedy: "Choose another name, or another folder with --keys.",
      code: "keys/taken",
    });
  }
  const seed = () => new Uint8Array(randomBytes(32));
  return { name, folder, recoveryFile, device: seed(), recovery: seed() };
}

/** Writes the founding document of a community with one founder. */
export function foundingByOne(
  {
    name,
    purpose,
    language,
  }: { readonly name: string; readonly purpose: string; readonly language: string },
  newcomer: Newcomer,
): string {
  const foundedAt = Date.now();
  const profile = sealText({ name: newcomer.name, about: "" });
  const hash = toHex(profile.hash);
  const text = {
    hash,
    owner: 1,
    audience: "community",
    kind: "profile",
    bytes: profile.bytes.length,
  };
  return JSON.stringify({
    name,
    purpose,
    language,
    foundedAt,
    rooms: {
      identity: {
        people: [
          {
            device: toHex(seedSigner(newcomer.device).publicKey),
            recovery: toHex(seedSigner(newcomer.recovery).publicKey),
          },
        ],
      },
      membership: { members: [{ person: 1, since: foundedAt, founder: true, invitedBy: 0 }] },
      records: { texts: [text], profiles: [{ person: 1, text: hash }] },
    },
    texts: [Buffer.from(profile.bytes).toString("base64")],
  });
}

/** Keeps a newcomer's key and writes their recovery file. */
export function keepNewcomer(
  { name, folder, recoveryFile, device, recovery }: Newcomer,
  community: string,
) {
  const key = keepKey(folder, name, community, device);
  writeSecret(recoveryFile, writeRecovery({ community, name, seed: recovery }));
  return { key: key.name, publicKey: key.publicKey, keys: folder, recoveryFile };
}

/** Removes what was kept of somebody whom the community did not take in. */
export function forgetNewcomer({ name, folder, recoveryFile }: Newcomer): void {
  rmSync(keyPath(folder, name), { force: true });
  rmSync(recoveryFile, { force: true });
}
