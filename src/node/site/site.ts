import type { WebFile } from "./web-files.ts";

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
    `connect-src ${["'self'", ...sites].join(" ")}`,
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Headers of every answer. */
export const SAFETY_HEADERS: { readonly [name: string]: string } = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=()",
};

/** Browsers ask for it where a page names no icon, such as an answer of the API. */
const BROWSERS_OWN_ICON = "/favicon.ico";
const ICON = "/mark.svg";

const MISSING = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Folkmoot</title></head>
<body><h1>Folkmoot</h1><p>The node runs; the web app is not built. The API is at /api/v1.</p></body></html>
`;

/**
 * Answers with a file of the web app; any path without an ending is a page of the app.
 *
 * Shape: nothing for a file that is not there.
 */
export function siteResponse(
  files: ReadonlyMap<string, WebFile>,
  path: string,
  knownTag: string | undefined,
  policy: string,
): Response | undefined {
  if (path === BROWSERS_OWN_ICON) return siteResponse(files, ICON, knownTag, policy);
  const isPage = !(path.split("/").at(-1) ?? "").includes(".");
  const file = files.get(path) ?? (isPage ? files.get("/index.html") : undefined);
  if (file === undefined) return isPage ? page(MISSING, policy) : undefined;
  const headers = {
    "content-type": file.type,
    "cache-control": file.isForEver ? "public, max-age=31536000, immutable" : "no-cache",
    "content-security-policy": policy,
    etag: file.tag,
  };
  if (knownTag === file.tag) return new Response(null, { status: 304, headers });
  return new Response(file.bytes, { headers });
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
