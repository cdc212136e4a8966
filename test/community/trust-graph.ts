import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "../conformance/light-client-data.ts";

/** Where the real trust graphs lie when they are there. */
const folder = join(repositoryRoot(), "..", "shared", "data", "paths", "circles");

/** A real trust graph, people numbered from 1 by address. */
export interface TrustGraph {
  readonly name: string;
  readonly people: number;
  /** Who takes whose currency. */
  readonly trusts: readonly { readonly account: number; readonly currency: number }[];
  /** Who holds how much of whose currency, in shares of 10^-18. */
  readonly balances: readonly {
    readonly account: number;
    readonly currency: number;
    readonly shares: string;
  }[];
}

interface GraphFile {
  readonly subgraph: {
    readonly trust: readonly (readonly [string, string])[];
    readonly balances: readonly { holder: string; token: string; amount: string }[];
  };
}

/** The names of the graphs that are there; none when the data is absent. */
export function graphNames(): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
}

/**
 * Reads a graph as a community of people.
 *
 * Why: every address becomes a person, groups too, since only who trusts whom and who holds what
 * matters here; lines to oneself are left out, since nobody needs to trust their own money.
 */
export function readGraph(name: string): TrustGraph {
  const { subgraph } = JSON.parse(readFileSync(join(folder, name), "utf8")) as GraphFile;
  const addresses = new Set<string>();
  for (const line of subgraph.trust)
    for (const address of line) addresses.add(address.toLowerCase());
  for (const { holder, token } of subgraph.balances) {
    addresses.add(holder.toLowerCase());
    addresses.add(token.toLowerCase());
  }
  const numbers = new Map([...addresses].sort().map((address, at) => [address, at + 1]));
  const numberOf = (address: string) => numbers.get(address.toLowerCase()) as number;

  const trusts = new Map<string, { account: number; currency: number }>();
  for (const [truster, trustee] of subgraph.trust) {
    const line = { account: numberOf(truster), currency: numberOf(trustee) };
    if (line.account !== line.currency) trusts.set(`${line.account} ${line.currency}`, line);
  }
  const balances = new Map<string, { account: number; currency: number; shares: bigint }>();
  for (const { holder, token, amount } of subgraph.balances) {
    const key = { account: numberOf(holder), currency: numberOf(token) };
    const held = balances.get(`${key.account} ${key.currency}`)?.shares ?? 0n;
    const shares = held + BigInt(amount);
    if (shares > 0n) balances.set(`${key.account} ${key.currency}`, { ...key, shares });
  }
  return {
    name,
    people: addresses.size,
    trusts: [...trusts.values()],
    balances: [...balances.values()].map((row) => ({ ...row, shares: row.shares.toString() })),
  };
}
