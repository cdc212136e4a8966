import { isIPv4, isIPv6 } from "node:net";
import { HomeFault } from "../home/home-fault.ts";
import { ProblemError, problem } from "../problem.ts";

/** The names by which people reach a node, beside its addresses and `localhost`. */
export type Names = ReadonlySet<string>;

/**
 * Reads the setting `public-names`.
 *
 * Throws: HomeFault `names`, naming the word that is no name.
 */
export function readNames(words: readonly string[]): Names {
  return new Set(words.map(nameOf));
}

function nameOf(word: string): string {
  const name = word.trim().toLowerCase().replace(/\.$/, "");
  if (name.length <= 253 && /^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/.test(name)) return name;
  throw new HomeFault(
    "names",
    `public-names: "${word}" is no name of a computer`,
    "Write it without https:// and port, like: folkmoot config set public-names folk.example.org.",
  );
}

/**
 * Refuses a request for a name that is not this node's.
 *
 * Why: a page of somebody else may let its own name lead to this computer (DNS rebinding); the
 * browser then takes this node for a part of that page and hands all answers over. Addresses pass,
 * since no page comes from one that is not there.
 * Throws: ProblemError 421 `node/unknown-name`.
 */
export function requireKnownName(names: Names, host: string | undefined): void {
  const name = nameIn(host ?? "");
  if (isAddress(name) || isLocalName(name) || names.has(name)) return;
  throw new ProblemError(
    problem(
      421,
      "node/unknown-name",
      "This node does not know itself by that name.",
      "Open it by its address; or anyone who runs it says by which names people reach it: folkmoot config set public-names NAME. Then start the node again.",
    ),
  );
}

/**
 * Tells whether a page of this node has sent a request, or no page at all.
 *
 * Why the names count too: a proxy may ask this node by another name than people do.
 */
export function isOwnPage(
  names: Names,
  origin: string | undefined,
  host: string | undefined,
): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const page = new URL(origin);
  return page.host === host?.toLowerCase() || names.has(page.hostname);
}

/** Refuses what a page of somebody else has sent. Throws: ProblemError 403 `node/other-page`. */
export function requireOwnPage(...asked: Parameters<typeof isOwnPage>): void {
  if (isOwnPage(...asked)) return;
  throw new ProblemError(
    problem(
      403,
      "node/other-page",
      "A page of somebody else asks for this.",
      "Use the node's own.",
    ),
  );
}

/** Tells whether a Host header names the computer that asks. */
export function isThisComputer(host: string | undefined): boolean {
  const name = nameIn(host ?? "");
  return isLocalName(name) || name === "[::1]" || (isIPv4(name) && name.startsWith("127."));
}

/** The name in a Host header, without its port. */
function nameIn(host: string): string {
  return host.toLowerCase().replace(/:\d*$/, "").replace(/\.$/, "");
}

function isAddress(name: string): boolean {
  return isIPv4(name) || (/^\[.*\]$/.test(name) && isIPv6(name.slice(1, -1)));
}

function isLocalName(name: string): boolean {
  return name === "localhost" || name.endsWith(".localhost");
}
