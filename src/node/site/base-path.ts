import { HomeFault } from "../home/home-fault.ts";

/** Folders that a node has itself: below one of them nobody could tell its paths from others'. */
const OWN = ["api", "assets", "healthz", "readyz", "metrics", "j"];

/**
 * Reads the setting `base-path`: the folder of a larger site below which people reach the node.
 *
 * Shape: empty, or such as `/folk`. Throws: HomeFault `base-path`.
 */
export function readBasePath(text: string): string {
  const path = text.trim().replace(/\/$/, "");
  if (path === "") return "";
  const parts = path.split("/").slice(1);
  const isPath =
    path.startsWith("/") && parts.every((part) => /^[A-Za-z0-9_~-][\w.~-]*$/.test(part));
  if (isPath && path.length <= 200 && !OWN.includes(parts[0] ?? "")) return path;
  throw new HomeFault(
    "base-path",
    `base-path: "${text}" is no folder of a site`,
    `Write it like: folkmoot config set base-path /folk. It does not begin with ${OWN.join(", ")}.`,
  );
}

/**
 * The path inside the node.
 *
 * Why both: some proxies take the folder away before they ask (Caddy's `handle_path`, nginx's
 * `proxy_pass` with a path), others hand it on.
 */
export function pathInside(basePath: string, path: string): string {
  if (basePath === "" || !path.startsWith(basePath)) return path;
  const rest = path.slice(basePath.length);
  if (rest === "") return "/";
  return rest.startsWith("/") ? rest : path;
}

/** What the built page says of itself: everything is named from where the page is. */
const HERE = /="\.\//g;

/** The page as it is served below a folder: it may be asked for at any depth, so it names all from there. */
export function pageBelow(basePath: string, html: string): string {
  return html.replace(HERE, `="${basePath}/`);
}
