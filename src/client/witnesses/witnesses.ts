import { FolkmootError } from "../error.ts";
import { type FetchJson, httpLightSource } from "../light/node-source.ts";
import type { LightSource } from "../light/source.ts";
import type { WitnessWord } from "../light/witness.ts";
import {
  OWN_MAX,
  siteOf,
  toAsk,
  type WitnessEntry,
  withoutWitness,
  withWitness,
  withWords,
  witnessesOf,
} from "./entry.ts";

/** Where a node's API begins below its address. */
const API = "/api/v1";

/** Where a device keeps its witnesses. */
export interface WitnessMemory {
  load(): Promise<readonly WitnessEntry[]>;
  save(entries: readonly WitnessEntry[]): Promise<void>;
}

/** What a device's list of witnesses is made of. */
export interface WitnessesDeps {
  readonly memory: WitnessMemory;
  /** Where the node says that other machines of the record answer; none where it does not say. */
  readonly named: () => Promise<readonly string[]>;
  /** Where the node itself answers: it is no witness of its own. */
  readonly node: string;
  readonly fetch: FetchJson;
  /** Units: milliseconds since 1970. */
  readonly now: () => number;
}

/** A witness to ask. */
export interface Witness {
  readonly site: string;
  readonly source: LightSource;
}

/** The witnesses of a device: other nodes, which its person chooses. */
export interface Witnesses {
  list(): Promise<readonly WitnessEntry[]>;
  /** Who is asked for each new page. */
  toAsk(): Promise<readonly Witness[]>;
  /** Hears what they said, in the order in which they were asked. */
  heard(asked: readonly Witness[], words: readonly WitnessWord[]): Promise<void>;
  /** Adds one, and returns where it answers. Throws: FolkmootError. */
  add(address: string): Promise<string>;
  /** Removes one; of those that the node names it is noted not to ask it. Throws: FolkmootError. */
  remove(address: string): Promise<string>;
}

/** Makes the list of witnesses of a device. */
export function createWitnesses(deps: WitnessesDeps): Witnesses {
  const { memory, node, now, fetch } = deps;
  // A node that does not say is one that names nobody.
  const named = () => deps.named().then(sitesIn, (): readonly string[] => []);
  const list = async () => witnessesOf(await memory.load(), await named(), node);
  return {
    list,
    async toAsk() {
      return toAsk(await list()).map(({ site }) => ({
        site,
        source: httpLightSource(`${site}${API}`, fetch),
      }));
    },
    async heard(asked, words) {
      const bySite = new Map(asked.flatMap(({ site }, at) => pairOf(site, words[at])));
      await memory.save(withWords(await list(), bySite, now()));
    },
    async add(address) {
      const site = requireSite(address);
      if (site === node) throw ownNode();
      const kept = await memory.load();
      const own = kept.filter((entry) => entry.by === "person" && entry.site !== site);
      if (own.length >= OWN_MAX) throw tooMany();
      await memory.save(withWitness(kept, site));
      return site;
    },
    async remove(address) {
      const site = requireSite(address);
      const all = await list();
      if (!all.some((entry) => entry.site === site && !entry.isLeftOut)) throw unknown(site);
      const isNamed = (await named()).includes(site);
      await memory.save(withoutWitness(await memory.load(), site, isNamed));
      return site;
    },
  };
}

const sitesIn = (named: readonly string[]): readonly string[] =>
  named.flatMap((each) => siteOf(each) ?? []);

const pairOf = (site: string, word: WitnessWord | undefined): readonly [string, WitnessWord][] =>
  word === undefined ? [] : [[site, word]];

function requireSite(address: string): string {
  const site = siteOf(address);
  if (site !== undefined) return site;
  throw new FolkmootError(
    "client/no-address",
    "This is not the address of a node.",
    "An address looks like https://folk.example.org, without a name, a question or a # in it.",
  );
}

const ownNode = (): FolkmootError =>
  new FolkmootError(
    "client/own-node",
    "This is the node that you use; it is no witness of its own.",
    "Add a node that somebody else runs.",
  );

const tooMany = (): FolkmootError =>
  new FolkmootError(
    "client/many-witnesses",
    `You have ${OWN_MAX} witnesses already, and each is asked for each new page.`,
    "Remove one first.",
  );

const unknown = (site: string): FolkmootError =>
  new FolkmootError(
    "client/no-witness",
    `${site} is none of your witnesses.`,
    "Look at the list: the address must be written as it is there.",
  );

/** A memory for as long as the program lives. */
export function forgetfulWitnesses(): WitnessMemory {
  let kept: readonly WitnessEntry[] = [];
  return {
    load: async () => kept,
    save: async (entries) => {
      kept = entries;
    },
  };
}
