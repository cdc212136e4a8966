/** One step on the way of a request, as the proxy that took it over says. */
export interface Hop {
  /** Whom the proxy was asked by, in its own words; may be anything. */
  readonly from: string;
  /** How it was asked, such as `https`, where the same header says so. */
  readonly proto?: string;
}

/** Reads a header of a request. */
export type ReadHeader = (name: string) => string | undefined;

/** The most steps that are looked at; anyone who writes more only hides what is further away. */
const HOPS_MAX = 20;

/** Headers that only a proxy sends. */
const SIGNS = [
  "x-forwarded-for",
  "forwarded",
  "x-forwarded-proto",
  "x-forwarded-host",
  "x-real-ip",
];

/** Tells whether a proxy, or somebody who would like to be one, has sent a request. */
export function isForwarded(header: ReadHeader): boolean {
  return SIGNS.some((name) => header(name) !== undefined);
}

/** The steps of `X-Forwarded-For`, the nearest one first. */
export function hopsOfList(text: string): readonly Hop[] {
  return fromTheRight(text).map((from) => ({ from }));
}

/**
 * The steps of `Forwarded` (RFC 7239), the nearest one first.
 *
 * Why cut at every comma: quotation marks that somebody far away has left open would else swallow
 * what the nearest proxy says; no address has a comma in it.
 */
export function hopsOfForwarded(text: string): readonly Hop[] {
  return fromTheRight(text).map((element) => {
    const pairs = new Map<string, string>();
    for (const pair of element.split(";")) {
      const at = pair.indexOf("=");
      if (at > 0) pairs.set(pair.slice(0, at).trim().toLowerCase(), unquoted(pair.slice(at + 1)));
    }
    const proto = pairs.get("proto");
    return { from: pairs.get("for") ?? "", ...(proto === undefined ? {} : { proto }) };
  });
}

/** The last word of a list, such as the nearest proxy's `X-Forwarded-Proto`. */
export function lastOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : fromTheRight(text)[0];
}

function fromTheRight(text: string): string[] {
  return text
    .split(",")
    .slice(-HOPS_MAX)
    .map((part) => part.trim())
    .reverse();
}

function unquoted(text: string): string {
  return text.trim().replace(/^"(.*)"$/, "$1");
}
