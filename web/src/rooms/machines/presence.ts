import type { Network } from "../../live/network.ts";

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
