/** The app's own files, as the build has listed them. */
export interface Shell {
  /** Names exactly these files. */
  readonly version: string;
  /** What the first page needs; kept as soon as the worker is there. */
  readonly first: readonly string[];
  /** What is kept once a page has used it, or all of it where the network is good. */
  readonly rest: readonly string[];
}

/** The page itself, by its path from where the app is. */
export const PAGE = "";

/** A path below which the node answers, and no file of the app lies. */
const NODES_OWN = /^(?:api|healthz|readyz|metrics)(?:\/|$)/;

/** What the worker answers a question with: the page, a file of the app, or nothing. */
export type Answered = "page" | "file" | undefined;

/**
 * Tells what a question is for; nothing where it is not the worker's to answer.
 *
 * Shape: `path` is relative to where the app is. What asks the node itself always reaches the node: an
 * answer of yesterday must never pass for one of today.
 */
export function answeredWith(path: string, isNavigation: boolean, shell: Shell): Answered {
  if (NODES_OWN.test(path)) return undefined;
  if (isNavigation) return (path.split("/").at(-1) ?? "").includes(".") ? undefined : "page";
  const isOurs = path.startsWith("assets/") || [...shell.first, ...shell.rest].includes(path);
  return isOurs && path !== PAGE ? "file" : undefined;
}

/** The beginning of the names of an app's stores; apps in other folders of one site have others. */
export const storePrefix = (scope: string): string => `folkmoot-app ${new URL(scope).pathname} `;

/**
 * Which stores are to go, once a version is in use.
 *
 * Why the one before stays: a page that was opened before may still ask for its files.
 */
export function outdated(
  names: readonly string[],
  scope: string,
  version: string,
): readonly string[] {
  const prefix = storePrefix(scope);
  const older = names.filter((name) => name.startsWith(prefix) && name !== prefix + version);
  return older.slice(0, -1);
}
