import { join } from "node:path";
import { askJson } from "../client/ask.ts";
import { witnessesFromJson, witnessesToJson } from "../client/witnesses/kept.ts";
import { createWitnesses, type Witnesses } from "../client/witnesses/witnesses.ts";
import type { Call } from "./command.ts";
import { nodeAddress } from "./node-address.ts";
import { readOwnerFile, tryOwnerFile } from "./owner-file.ts";
import type { Session } from "./session.ts";

/** How long a witness may take. Units: milliseconds. */
const PATIENCE = 5_000;

/**
 * The witnesses of this computer in a community: other nodes, which its owner chooses.
 *
 * Why any address here: a browser asks only the machines of the record, and this is the way to all others.
 */
export function deviceWitnesses(
  call: Call,
  { transport, community }: Pick<Session, "transport" | "community">,
): Witnesses {
  const folder = call.settings.get("keys").value;
  const path = join(folder, "verified", `${community.chainId}.witnesses.json`);
  return createWitnesses({
    memory: {
      load: async () => witnessesFromJson(new TextDecoder().decode(readOwnerFile(path))),
      save: async (entries) => tryOwnerFile(path, witnessesToJson(entries)),
    },
    async named() {
      const question = { method: "GET", path: "/network" } as const;
      const { sites = [] } = await askJson<{ readonly sites?: readonly string[] }>(
        transport,
        question,
      );
      return sites;
    },
    node: nodeAddress(call.settings).replace(/\/+$/, ""),
    fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(PATIENCE) }),
    now: () => Date.now(),
  });
}
