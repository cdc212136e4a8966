import { readFile } from "node:fs/promises";
import { nodeIdOf } from "../../engine/comet/comet-home.ts";
import { signerFromSeed } from "../../engine/embedded/signer.ts";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { wordsOf } from "../../engine/system-words.ts";
import { addressOf as validatorAddress } from "../../protocol/chain/validators.ts";
import { fromHex, toHex } from "../../protocol/kernel/bytes.ts";
import { HomeFault } from "./home-fault.ts";
import { addressOf } from "./network-file.ts";

/**
 * What makes a machine of a network itself, apart from what all machines have.
 *
 * Why nothing of what it has signed: that grows with every block, and one that goes back to an older
 * state of it can sign two histories.
 */
export interface MachineKeys {
  /** The community's name in block headers. */
  readonly chainId: string;
  /** What the community is called. */
  readonly community: string;
  /** What people call the machine: its home, and the computer that it was on. */
  readonly name: string;
  /** Where other nodes reach it: `host:port`. */
  readonly listen: string;
  readonly external?: string;
  readonly validatorSeed: Uint8Array;
  readonly nodeSeed: Uint8Array;
}

const KIND = "folkmoot-machine-keys";
const VERSION = 1;

/** Writes the keys as the text of a file; its secrets are open. */
export function machineKeysJson(keys: MachineKeys): string {
  const { chainId, community, name, listen, external, validatorSeed, nodeSeed } = keys;
  const { publicKey, nodeId } = publicNames(keys);
  const where = { listen, ...(external === undefined ? {} : { external }) };
  const file = {
    kind: KIND,
    version: VERSION,
    community: { chain: chainId, name: community },
    machine: { name, publicKey, nodeId, ...where },
    secret: { validator: toHex(validatorSeed), node: toHex(nodeSeed) },
  };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/** By what everybody knows a machine: the key and the address of its seat, its name among nodes. */
export function publicNames({
  validatorSeed,
  nodeSeed,
}: Pick<MachineKeys, "validatorSeed" | "nodeSeed">) {
  const { publicKey } = signerFromSeed(validatorSeed);
  return {
    publicKey: toHex(publicKey),
    address: toHex(validatorAddress(nativeHasher, publicKey)),
    nodeId: nodeIdOf(nodeSeed),
  };
}

/**
 * Reads a file of saved keys.
 *
 * Why the public halves are compared: a digit that went wrong would make another machine of it.
 * Throws: HomeFault, naming what is wrong with the file.
 */
export async function readMachineKeys(path: string): Promise<MachineKeys> {
  let json: string;
  try {
    json = await readFile(path, "utf8");
  } catch (error) {
    throw keysFault(`${path} cannot be read: ${wordsOf(error)}`, "Check the path.");
  }
  try {
    return machineKeysFrom(JSON.parse(json));
  } catch (error) {
    const why = error instanceof SyntaxError ? "it is not JSON" : wordsOf(error);
    const remedy = "Use another copy of it; `folkmoot network keys save FILE` writes one.";
    throw keysFault(`${path} does not hold a machine's keys: ${why}`, remedy);
  }
}

function machineKeysFrom(json: unknown): MachineKeys {
  const file = fieldsOf(json, "the file", ["kind", "version", "community", "machine", "secret"]);
  if (file["kind"] !== KIND) throw new Error("kind: it is another file");
  if (file["version"] !== VERSION) throw new Error(`version: only ${VERSION} is known`);
  const community = fieldsOf(file["community"], "community", ["chain", "name"]);
  const names = ["name", "listen", "publicKey", "nodeId"];
  const machine = fieldsOf(file["machine"], "machine", names, ["external"]);
  const secret = fieldsOf(file["secret"], "secret", ["validator", "node"]);
  const keys: MachineKeys = {
    chainId: textOf(community["chain"], "community: chain"),
    community: textOf(community["name"], "community: name"),
    name: textOf(machine["name"], "machine: name"),
    listen: addressOf(machine["listen"], "machine: listen"),
    ...("external" in machine
      ? { external: addressOf(machine["external"], "machine: external") }
      : {}),
    validatorSeed: seedOf(secret["validator"], "secret: validator"),
    nodeSeed: seedOf(secret["node"], "secret: node"),
  };
  const { publicKey, nodeId } = publicNames(keys);
  if (machine["publicKey"] !== publicKey) throw new Error("publicKey: the secret is another key's");
  if (machine["nodeId"] !== nodeId) throw new Error("nodeId: the secret is another node's");
  return keys;
}

type Fields = { readonly [name: string]: unknown };

/** An object with exactly these fields. */
function fieldsOf(
  json: unknown,
  what: string,
  needed: readonly string[],
  optional: readonly string[] = [],
): Fields {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new Error(`${what}: not an object`);
  }
  const names = Object.keys(json);
  for (const name of needed) {
    if (!names.includes(name)) throw new Error(`${what}: ${name} is missing`);
  }
  const strange = names.find((name) => ![...needed, ...optional].includes(name));
  if (strange !== undefined) throw new Error(`${what}: ${strange.slice(0, 40)} is not known`);
  return json as Fields;
}

const TEXT_MAX = 1_000;

function textOf(json: unknown, what: string): string {
  if (typeof json === "string" && json.length <= TEXT_MAX) return json;
  throw new Error(`${what}: not a text of at most ${TEXT_MAX} characters`);
}

function seedOf(json: unknown, what: string): Uint8Array {
  const bytes = typeof json === "string" ? fromHex(json) : undefined;
  if (bytes?.length === 32) return bytes;
  throw new Error(`${what}: not 64 hexadecimal digits`);
}

/** Says what is wrong with saved keys, and what can be done. */
export function keysFault(why: string, remedy: string): HomeFault {
  return new HomeFault("machine-keys", why, remedy);
}
