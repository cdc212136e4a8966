import { type Problem, ProblemError, problem } from "../problem.ts";
import {
  type Hop,
  hopsOfForwarded,
  hopsOfList,
  isForwarded,
  lastOf,
  type ReadHeader,
} from "./forwarded.ts";
import { placeOfIp, readIp } from "./ip.ts";
import type { Proxies } from "./proxies.ts";

/** Who asks: where they are, as far as this node can know, and whether nobody can listen. */
export interface Asker {
  /** The place that everything counts by. */
  readonly place: string;
  /** Tells whether they came by HTTPS, as a proxy that the node trusts says. */
  readonly isSecure: boolean;
}

/** One request, before anything of it is believed. */
export interface Arrival {
  /** The other end of the connection. */
  readonly socketAddress: string | undefined;
  readonly header: ReadHeader;
}

/**
 * Finds out who asks.
 *
 * Why the headers are read from the right: each proxy adds on the right whom it was asked by, and
 * whatever stands further left may have been made up by the asker. Why a proxy that the node does
 * not know is refused: else everybody behind it would count as one, and one stranger could use up
 * everybody's share without anybody noticing why.
 * Throws: ProblemError 403 `node/unknown-proxy`, 400 `node/bad-request`.
 */
export function askerOf(proxies: Proxies, { socketAddress, header }: Arrival): Asker {
  const nearest = readIp(socketAddress ?? "");
  if (!isForwarded(header)) return { place: placeOf(nearest), isSecure: false };
  if (nearest === undefined || !proxies.trusts(nearest)) throw new ProblemError(UNKNOWN_PROXY);
  const list = header("x-forwarded-for");
  const forwarded = header("forwarded");
  const hops = forwarded === undefined ? [] : hopsOfForwarded(forwarded);
  const byList = list === undefined ? undefined : walk(proxies, nearest, hopsOfList(list));
  const byForwarded = forwarded === undefined ? undefined : walk(proxies, nearest, hops);
  // A proxy writes one of the two and may pass the other on as the asker made it up.
  if (byList !== undefined && byForwarded !== undefined && byList !== byForwarded) {
    throw new ProblemError(TWO_STORIES);
  }
  const proto = lastOf(header("x-forwarded-proto")) ?? hops[0]?.proto;
  const ip = byList ?? byForwarded ?? nearest;
  return { place: placeOf(ip), isSecure: proto?.toLowerCase() === "https" };
}

/** The first address from the right that is no proxy of ours; the last known one where that ends. */
function walk(proxies: Proxies, nearest: string, hops: readonly Hop[]): string {
  let known = nearest;
  for (const { from } of hops) {
    const ip = readIp(from);
    if (ip === undefined) return known;
    known = ip;
    if (!proxies.trusts(ip)) return known;
  }
  return known;
}

function placeOf(ip: string | undefined): string {
  return ip === undefined ? "unknown" : placeOfIp(ip);
}

const UNKNOWN_PROXY: Problem = problem(
  403,
  "node/unknown-proxy",
  "This came through a proxy that the node does not know.",
  'Anyone who runs the node names it, such as: folkmoot config set trusted-proxies "this machine". Then start the node again.',
);

const TWO_STORIES: Problem = problem(
  400,
  "node/bad-request",
  "X-Forwarded-For and Forwarded tell of two different askers.",
  "Send neither of them yourself; let the proxy remove the one that it does not write.",
);
