import { readFile } from "node:fs/promises";
import { type Finding, fine, note } from "./finding.ts";

/** The first wait before something is sent again on a network at hand. Units: milliseconds. */
const FIRST = 200;
/** The longest wait where Linux has no setting for it. Units: milliseconds. */
const LONGEST = 120_000;
/** A network is to go on this soon after a cable is whole again. Units: milliseconds. */
const GOAL = 20_000;

/** How a system goes on with a connection that nobody answers. */
export interface Resends {
  /** How often it sends again until it gives the connection up. */
  readonly most: number;
  /** How long it waits at most before it sends again. Units: milliseconds. */
  readonly longest: number;
}

/** Reads it from Linux; nothing elsewhere. */
export async function systemResends(): Promise<Resends | undefined> {
  const setting = async (name: string): Promise<number> =>
    Number(await readFile(`/proc/sys/net/ipv4/${name}`, "utf8").catch(() => Number.NaN));
  const [most, longest] = await Promise.all([setting("tcp_retries2"), setting("tcp_rto_max_ms")]);
  if (Number.isNaN(most)) return undefined;
  return { most, longest: Number.isNaN(longest) ? LONGEST : longest };
}

/**
 * Tells whether a network goes on soon after a plug was pulled for a while.
 *
 * Why: CometBFT itself gives a silent connection up only after more than a minute; until then the
 * system decides how soon it is heard that the cable is whole again.
 */
export function resendsFinding({ most, longest }: Resends): Finding {
  const name = "pulled plugs";
  let last = FIRST;
  for (let at = 0; at < most && last < longest; at += 1) last *= 2;
  const wait = Math.min(last, longest);
  const seconds = `${Math.round(wait / 1_000)} s`;
  if (wait <= GOAL) return fine(name, `waits ${seconds} at most before it sends again`);
  return note(
    name,
    `after a long cut this system waits up to ${seconds} before it sends again`,
    "As root, `sysctl -w net.ipv4.tcp_retries2=5` lets it dial again instead.",
  );
}
