import { useEffect } from "preact/hooks";
import { reading } from "./reading.ts";
import { usePath } from "./use-view.ts";

/** Nothing new can be agreed on: since when, and who is missing. */
export interface Halt {
  /** Units: milliseconds since 1970. */
  readonly since: number;
  /** The addresses of the machines from which nothing comes, in hexadecimal. */
  readonly missing: readonly string[];
  readonly present: number;
  readonly machines: number;
  readonly quorum: number;
}

/** The edition of the law in force, and the one that waits. */
export interface LawEdition {
  readonly number: number;
  readonly ahead: {
    readonly edition: number;
    readonly moment: number;
    readonly height: number;
    readonly machines: number;
    readonly rehearsed: number;
    readonly problem: string | null;
  } | null;
  readonly putOff: {
    readonly edition: number;
    readonly reason: string;
    readonly machines: number;
    readonly rehearsed: number;
  } | null;
}

/** What the node knows of the machines that sign. */
export interface Network {
  readonly engine: "embedded" | "comet";
  readonly height: number;
  readonly time: number;
  readonly validators: readonly {
    readonly address: string;
    readonly key: string;
    readonly hasSigned: boolean;
  }[];
  /** How many have to agree. */
  readonly quorum: number;
  readonly isCatchingUp: boolean;
  readonly halt?: Halt | null;
  readonly edition?: LawEdition;
  /** Where the machines are that the node knows and is not connected to now; nothing if it cannot tell. */
  readonly unconnected?: readonly string[] | null;
}

const path = "/network";
const again = 15_000;

/** Returns what the node told last of the machines that sign. */
export const networkNow = (): Network | undefined => reading.views.seenOf<Network>(path).data;

/** Asks the node again; every part of the page that shows it hears of it. */
export const refreshNetwork = (): Promise<void> => reading.views.refresh(path);

/**
 * Returns what the node knows of the machines that sign.
 *
 * Why it asks by itself, too: while nothing is agreed on, nothing is told by events.
 */
export function useNetwork(): Network | undefined {
  const { data, reload } = usePath<Network>(path);
  useEffect(() => {
    const timer = setInterval(reload, again);
    return () => clearInterval(timer);
  }, [reload]);
  return data;
}
