import { acceptedCoding } from "./accepted-coding.ts";
import { policySource } from "./site-address.ts";
import { CODINGS, type WebFile } from "./web-files.ts";

/**
 * What a page of the web app may do: load from this node, ask the other machines of its network, and
 * nothing else.
 *
 * Why so little: a member's key lives in that page. Why the others at all: only somebody else can
 * show that this node tells another history.
 */
export function contentPolicy(sites: readonly string[]): string {
  return [
    "default-src 'self'",
    `connect-src ${["'self'", ...sites.map(policySource)].join(" ")}`,
    "img-src 'self' data: blob:",
    "worker-src 'self'",
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/**
 * Headers of every answer.
 *
 * Why the camera, and for these pages alone: a code is scanned on the device; no frame within the
 * page may look through it.
 */
export const SAFETY_HEADERS: { readonly [name: string]: string } = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(self), microphone=(), geolocation=()",
};

/** Browsers ask for it where a page names no icon, such as an answer of the API. */
const BROWSERS_OWN_ICON = "/favicon.ico";
const ICON = "/mark.svg";

const MISSING = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Folkmoot</title></head>
<body><h1>Folkmoot</h1><p>The node runs; the web app is not built. The API is at /api/v1.</p></body></html>
`;

/** What a browser says of itself when it asks for a file. */
export interface FileRequest {
  readonly path: string;
  /** Its `if-none-match`. */
  readonly knownTag?: string | undefined;
  /** Its `accept-encoding`. */
  readonly accepted?: string | undefined;
}

/**
 * Answers with a file of the web app; any path without an ending is a page of the app.
 *
 * Shape: nothing for a file that is not there.
 */
export function siteResponse(
  files: ReadonlyMap<string, WebFile>,
  asked: FileRequest,
  policy: string,
): Response | undefined {
  const { path } = asked;
  if (path === BROWSERS_OWN_ICON) return siteResponse(files, { ...asked, path: ICON }, policy);
  const isPage = !(path.split("/").at(-1) ?? "").includes(".");
  const file = files.get(path) ?? (isPage ? files.get("/index.html") : undefined);
  if (file === undefined) return isPage ? page(MISSING, policy) : undefined;
  const offered = CODINGS.filter((each) => file.compressed[each] !== undefined);
  const coding = acceptedCoding(offered, asked.accepted);
  const { bytes, tag } = (coding === undefined ? undefined : file.compressed[coding]) ?? file;
  const headers = {
    "content-type": file.type,
    "cache-control": file.isForEver ? "public, max-age=31536000, immutable" : "no-cache",
    "content-security-policy": policy,
    etag: tag,
    ...(offered.length > 0 ? { vary: "accept-encoding" } : {}),
    ...(coding === undefined ? {} : { "content-encoding": coding }),
  };
  if (asked.knownTag === tag) return new Response(null, { status: 304, headers });
  return new Response(bytes, { headers });
}

function page(html: string, policy: string): Response {
  return new Response(html, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy,
      "cache-control": "no-store",
    },
  });
}
