import {
  createWitnesses,
  portableHasher,
  type Witness,
  type Witnesses,
  type WitnessMemory,
  witnessesFromJson,
  witnessesToJson,
} from "folkmoot/client";
import { headerHash, type LightBlock, lightBlockFromJson } from "folkmoot/protocol";
import { toHex } from "../../keys/encoding.ts";
import { nodeAddress, storageName } from "../../live/place.ts";
import { request } from "../../live/request.ts";

const patience = 5_000;
const nameOfList = (chainId: string): string => storageName(`folkmoot-witnesses-${chainId}`);

const lists = new Map<string, Witnesses>();
const askedOf = new Map<string, readonly Witness[]>();

/** Where other machines of the record answer: nobody else may be asked from a page of this app. */
export async function machineSites(): Promise<readonly string[]> {
  const answer = await request<{ readonly sites?: readonly string[] }>("/network");
  return answer.kind === "value" ? (answer.value.sites ?? []) : [];
}

/** The witnesses of this device in a community; what is kept of them stays on it. */
export function witnessesHere(chainId: string): Witnesses {
  const found = lists.get(chainId);
  if (found !== undefined) return found;
  const own = createWitnesses({
    memory: storedWitnesses(chainId),
    named: machineSites,
    node: nodeAddress(),
    fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(patience) }),
    now: () => Date.now(),
  });
  const list: Witnesses = {
    ...own,
    async toAsk() {
      const asked = await own.toAsk();
      askedOf.set(chainId, asked);
      return asked;
    },
  };
  lists.set(chainId, list);
  return list;
}

function storedWitnesses(chainId: string): WitnessMemory {
  const name = nameOfList(chainId);
  return {
    load: async () => witnessesFromJson(localStorage.getItem(name) ?? "[]"),
    async save(entries) {
      try {
        localStorage.setItem(name, witnessesToJson(entries));
      } catch {
        // What cannot be kept is asked for again.
      }
    },
  };
}

/** Where the witness answers that stood at this place. */
export const siteOfWitness = (chainId: string, place: number): string =>
  askedOf.get(chainId)?.[place]?.site ?? "";

/** Looks among the other machines for the page that a link names, in hexadecimal. */
export async function shownElsewhere(
  chainId: string,
  { height, name }: { readonly height: bigint; readonly name: string },
): Promise<{ readonly site: string; readonly block: LightBlock } | undefined> {
  for (const { site, source } of askedOf.get(chainId) ?? []) {
    const read = await source
      .lightBlock(height)
      .then((json) => lightBlockFromJson(portableHasher, json))
      .catch(() => undefined);
    if (read?.ok && nameOf(read.value) === name) return { site, block: read.value };
  }
  return undefined;
}

/** Returns the name of a page in hexadecimal. */
export const nameOf = ({ signedHeader }: LightBlock): string =>
  toHex(headerHash(portableHasher, signedHeader.header));
