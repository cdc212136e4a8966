import { join } from "node:path";
import type { CommunityInfo } from "../../client/client.ts";
import { seenFromKept } from "../../client/seen.ts";
import type { Remembered, SigningMemory } from "../../client/signing-memory.ts";
import type { Call } from "../command.ts";
import { readOwnerJson, tryOwnerFile } from "../owner-file.ts";

/** A community that this computer has reached before, and at which addresses. */
export interface KnownCommunity {
  readonly info: CommunityInfo;
  readonly addresses: readonly string[];
}

const HASH = /^[0-9a-f]{64}$/;
const ADDRESSES_MAX = 8;

const folderOf = ({ settings }: Call): string => settings.get("keys").value;

/**
 * Remembers beside the keys whose a key is and how far it has counted, so that it signs while no node
 * answers; several processes share it.
 *
 * Bounds: where nothing can be written, the node is asked each time.
 */
export function signingMemory(call: Call, community: string, publicKey: string): SigningMemory {
  const path = join(folderOf(call), "counts", `${community}-${publicKey}.json`);
  return {
    recall() {
      const found = readOwnerJson(path);
      return isRemembered(found) && found.community === community ? found : undefined;
    },
    note: (remembered) => tryOwnerFile(path, JSON.stringify(remembered)),
  };
}

/** Remembers a community, for when no node answers. */
export function rememberCommunity(call: Call, info: CommunityInfo, address: string): void {
  const before = knownCommunity(call, info.community);
  if (before?.addresses[0] === address && before.info.name === info.name) return;
  const others = (before?.addresses ?? []).filter((other) => other !== address);
  const addresses = [address, ...others].slice(0, ADDRESSES_MAX);
  if (!HASH.test(info.community)) return;
  tryOwnerFile(pathOf(call, info.community), JSON.stringify({ info, addresses }));
}

/** What is remembered of a community. */
export function knownCommunity(call: Call, community: string): KnownCommunity | undefined {
  if (!HASH.test(community)) return undefined;
  const found = readOwnerJson(pathOf(call, community));
  return isKnown(found) && found.info.community === community ? found : undefined;
}

const pathOf = (call: Call, community: string): string =>
  join(folderOf(call), "communities", `${community}.json`);

type Fields = { readonly [name: string]: unknown };

const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null ? (value as Fields) : {};

function isRemembered(value: unknown): value is Remembered {
  const { community, person, device, nonce, seen, lasting } = fieldsOf(value);
  return (
    typeof community === "string" &&
    [person, device, nonce].every((each) => Number.isSafeInteger(each) && Number(each) >= 0) &&
    [seen, lasting].every((each) => each === undefined || seenFromKept(each) !== undefined)
  );
}

function isKnown(value: unknown): value is KnownCommunity {
  const { info, addresses } = fieldsOf(value);
  const { chainId, community, name, time, height } = fieldsOf(info);
  return (
    [chainId, community, name].every((each) => typeof each === "string") &&
    [time, height].every((each) => Number.isSafeInteger(each)) &&
    Array.isArray(addresses) &&
    addresses.every((each) => typeof each === "string")
  );
}
