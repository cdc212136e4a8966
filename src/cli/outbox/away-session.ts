import { FolkmootError } from "../../client/error.ts";
import { httpTransport } from "../../client/transport/http.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import type { Call } from "../command.ts";
import { type KeptKey, keptKeys } from "../key-store.ts";
import { nodeAddress } from "../node-address.ts";
import type { MemberSession } from "../session.ts";
import { signingClient } from "../signing-client.ts";
import { ownOutbox } from "./computer-outbox.ts";
import { type KnownCommunity, knownCommunity, signingMemory } from "./remembered.ts";

/** A key of this computer, and what is remembered of its community and of its person. */
interface Known {
  readonly key: KeptKey;
  readonly known: KnownCommunity;
  readonly person: number;
}

/**
 * A visit while no node answers: of somebody whose key has signed here before.
 *
 * Shape: nothing where something else went wrong, where nothing would be kept, or where it is not clear
 * whose key signs.
 */
export function awaySession(call: Call, error: unknown): MemberSession | undefined {
  const isAway = error instanceof FolkmootError && error.code === "client/unreachable";
  if (!isAway || call.flags["dryRun"] === true) return undefined;
  const found = whoSigns(call);
  if (found === undefined) return undefined;
  const { key, known, person } = found;
  const transport = httpTransport(nodeAddress(call.settings));
  // Spans of time that are given are counted from now on.
  const community = { ...known.info, time: Math.max(known.info.time, Date.now()) };
  const reached = { transport, community };
  const client = signingClient(call, reached, key.signer);
  const own = ownOutbox(call, reached, { client, signer: key.signer });
  return { ...reached, client, delivered: [], person, own };
}

/** The key that was named, else the only one that fits the address, else the only one. */
function whoSigns(call: Call): Known | undefined {
  const name = call.settings.given("as");
  const address = nodeAddress(call.settings);
  const all = keptKeys(call.settings.get("keys").value).flatMap((key): Known[] => {
    const known = knownCommunity(call, key.community);
    const publicKey = toHex(key.signer.publicKey);
    const person = signingMemory(call, key.community, publicKey).recall()?.person;
    return known === undefined || person === undefined ? [] : [{ key, known, person }];
  });
  if (name !== undefined) return all.find(({ key }) => key.name === name);
  const here = all.filter(({ known }) => known.addresses.includes(address));
  // An address that was named says which community is meant.
  const isNamed = call.settings.given("node") !== undefined;
  const fitting = here.length > 0 || isNamed ? here : all;
  return fitting.length === 1 ? fitting[0] : undefined;
}
