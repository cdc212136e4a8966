/** Where the person is: the room, what in it, and how it is filtered. */
export interface Route {
  readonly room: string;
  readonly rest: readonly string[];
  readonly query: Readonly<Record<string, string>>;
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/**
 * Reads the part of the address behind `#`.
 *
 * Why: behind `#` an invitation's secret never reaches a server, a log or another site, and the
 * app works from any folder of any node.
 */
export function readRoute(hash: string): Route {
  const [path = "", search = ""] = hash.replace(/^#?\/?/, "").split("?", 2);
  const [room = "", ...rest] = path
    .split("/")
    .filter((part) => part !== "")
    .map(decode);
  return { room: room || "home", rest, query: Object.fromEntries(new URLSearchParams(search)) };
}

/** Writes an address inside the app: `to(["decide", 7], { filter: "open" })`. */
export function to(
  path: readonly (string | number)[],
  query: Readonly<Record<string, string>> = {},
): string {
  const search = new URLSearchParams(query).toString();
  const parts = path.map((part) => encodeURIComponent(part)).join("/");
  return `#/${parts}${search === "" ? "" : `?${search}`}`;
}
