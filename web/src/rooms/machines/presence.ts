import type { Network } from "../../live/network.ts";
import type { Newest } from "../check/use-newest.ts";

/** How many machines the newest page shows, and what of it is known to be past. */
export interface Presence {
  /** How many of them have signed the newest page or the one before. */
  readonly present: number;
  readonly all: number;
  /** How many of the machines that the node knows are not connected to it now. */
  readonly unconnected: number;
  /** More have signed than can be connected now: what the page shows is over. */
  readonly isPast: boolean;
}

/** Puts together what the newest page shows of the machines and what the node knows of them now. */
export function presenceOf(told: Pick<Network, "validators" | "unconnected">): Presence {
  const all = told.validators.length;
  const present = told.validators.filter(({ hasSigned }) => hasSigned).length;
  const unconnected = told.unconnected?.length ?? 0;
  return { present, all, unconnected, isPast: present + unconnected > all };
}

/** What the node tells, else what this device has checked itself. */
export function presenceAt(network: Network | undefined, newest: Newest | undefined): Presence {
  if (network !== undefined) return presenceOf(network);
  const { signers, validators } =
    newest === undefined || newest.kind === "failed" ? { signers: 0, validators: 0 } : newest;
  return { present: signers, all: validators, unconnected: 0, isPast: false };
}

/** How many more machines may leave before nothing new can be agreed on; one that is alone has no say in that. */
export const spareOf = (present: number, all: number): number =>
  all <= 1 ? 1 : present - Math.floor((2 * all) / 3) - 1;
