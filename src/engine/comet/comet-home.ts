import { createHash } from "node:crypto";
import { access, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ACTION_BYTES_MAX } from "../../protocol/kernel/limits.ts";
import { signerFromSeed } from "../embedded/signer.ts";
import { type CometConfig, configToml } from "./config.ts";
import { type Genesis, genesisJson } from "./genesis.ts";
import { lastSigned, lastSignedPath } from "./last-signed.ts";

/** What a folder for CometBFT is made of. */
export interface CometFiles {
  /** The folder; CometBFT calls it its home. */
  readonly folder: string;
  readonly genesis: Genesis;
  readonly config: Omit<CometConfig, "doubleSignCheck">;
  /** The seed of the key that signs blocks. */
  readonly validatorSeed: Uint8Array;
  /** The seed of the key that other nodes know this one by. */
  readonly nodeSeed: Uint8Array;
}

/** In how many of the newest blocks own signatures are looked for where none is remembered. */
export const DOUBLE_SIGN_CHECK = 10;

/**
 * Writes everything that CometBFT reads, again at each start; keys readable by the owner alone.
 *
 * Why what was signed last is written only where it is missing: it keeps this machine from signing
 * a height twice, so it is never restored and never set back. As long as it tells of no signature,
 * as in a home that was made from saved keys, CometBFT looks for this key's signatures in the last
 * blocks and refuses to start if it finds one; not at the first start only, or the second would sign.
 */
export async function writeCometFiles(files: CometFiles): Promise<void> {
  const { folder, genesis, config } = files;
  const at = (...parts: readonly string[]) => join(folder, ...parts);
  await mkdir(at("config"), { recursive: true, mode: 0o700 });
  await mkdir(at("data"), { recursive: true, mode: 0o700 });
  const remembered = lastSignedPath(folder);
  const isThere = await access(remembered).then(
    () => true,
    () => false,
  );
  const doubleSignCheck = (await lastSigned(folder)) > 0 ? 0 : DOUBLE_SIGN_CHECK;
  const toml = configToml({ ...config, doubleSignCheck }, ACTION_BYTES_MAX);
  const write = (path: string, content: string) => writeFile(path, content, { mode: 0o600 });
  await write(at("config", "genesis.json"), genesisJson(genesis));
  await write(at("config", "config.toml"), toml);
  await write(at("config", "node_key.json"), json({ priv_key: privateKey(files.nodeSeed) }));
  await write(at("config", "priv_validator_key.json"), validatorKeyJson(files.validatorSeed));
  if (!isThere) await write(remembered, json({ height: "0", round: 0, step: 0 }));
}

/** The name by which other nodes know a node: the hash of its key, as CometBFT writes it. */
export function nodeIdOf(nodeSeed: Uint8Array): string {
  return addressOfKey(signerFromSeed(nodeSeed).publicKey).toString("hex");
}

function validatorKeyJson(seed: Uint8Array): string {
  const { publicKey } = signerFromSeed(seed);
  return json({
    address: addressOfKey(publicKey).toString("hex").toUpperCase(),
    pub_key: { type: "tendermint/PubKeyEd25519", value: base64(publicKey) },
    priv_key: privateKey(seed),
  });
}

function privateKey(seed: Uint8Array) {
  const { publicKey } = signerFromSeed(seed);
  return { type: "tendermint/PrivKeyEd25519", value: base64(Buffer.concat([seed, publicKey])) };
}

function addressOfKey(publicKey: Uint8Array): Buffer {
  return createHash("sha256").update(publicKey).digest().subarray(0, 20);
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
