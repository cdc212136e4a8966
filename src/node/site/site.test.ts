/** Goal: the app's files are sent as they are. Method: ask for paths of a site made here. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { siteResponse } from "./site.ts";
import type { WebFile } from "./web-files.ts";

const POLICY = "default-src 'self'";

function file(text: string, type: string): WebFile {
  return { bytes: new TextEncoder().encode(text), type, tag: `"${text}"`, isForEver: false };
}

const files = new Map([
  ["/index.html", file("app", "text/html")],
  ["/mark.svg", file("mark", "image/svg+xml")],
]);

test("a path without an ending is a page of the app, a file that is missing is none", async () => {
  assert.equal(await siteResponse(files, "/people/7", undefined, POLICY)?.text(), "app");
  assert.equal(siteResponse(files, "/people.js", undefined, POLICY), undefined);
});

test("a browser that asks for an icon by itself gets the mark, so that nothing is missing", async () => {
  const icon = siteResponse(files, "/favicon.ico", undefined, POLICY);
  assert.equal(icon?.headers.get("content-type"), "image/svg+xml");
  assert.equal(await icon?.text(), "mark");
  assert.equal(siteResponse(files, "/favicon.ico", '"mark"', POLICY)?.status, 304);
  assert.equal(siteResponse(new Map(), "/favicon.ico", undefined, POLICY), undefined);
});
