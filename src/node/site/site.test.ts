/** Goal: the app's files are sent as they are. Method: ask for paths of a site made here. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { siteResponse } from "./site.ts";
import { readWebFiles, type WebFile } from "./web-files.ts";

const POLICY = "default-src 'self'";

const coded = (text: string) => ({ bytes: new TextEncoder().encode(text), tag: `"${text}"` });

function file(text: string, type: string): WebFile {
  return { ...coded(text), type, compressed: {}, isForEver: false };
}

const files = new Map([
  ["/index.html", file("app", "text/html")],
  ["/mark.svg", file("mark", "image/svg+xml")],
]);

test("a path without an ending is a page of the app, a file that is missing is none", async () => {
  assert.equal(await siteResponse(files, { path: "/people/7" }, POLICY)?.text(), "app");
  assert.equal(siteResponse(files, { path: "/people.js" }, POLICY), undefined);
});

test("a browser that asks for an icon by itself gets the mark, so that nothing is missing", async () => {
  const icon = siteResponse(files, { path: "/favicon.ico" }, POLICY);
  assert.equal(icon?.headers.get("content-type"), "image/svg+xml");
  assert.equal(await icon?.text(), "mark");
  const known = { path: "/favicon.ico", knownTag: '"mark"' };
  assert.equal(siteResponse(files, known, POLICY)?.status, 304);
  assert.equal(siteResponse(new Map(), { path: "/favicon.ico" }, POLICY), undefined);
});

test("a file goes out compressed to those who take it, under a tag of its own", async () => {
  const compressed = { br: coded("small"), gzip: coded("smaller than before") };
  const only = new Map([["/base.js", { ...file("as it is", "text/javascript"), compressed }]]);
  const answer = (accepted?: string, knownTag?: string) =>
    siteResponse(only, { path: "/base.js", accepted, knownTag }, POLICY);
  for (const [accepted, coding, text] of [
    ["gzip, br", "br", "small"],
    ["gzip", "gzip", "smaller than before"],
    [undefined, null, "as it is"],
  ] as const) {
    const sent = answer(accepted);
    assert.equal(sent?.headers.get("content-encoding"), coding);
    assert.equal(sent?.headers.get("content-type"), "text/javascript");
    assert.equal(sent?.headers.get("vary"), "accept-encoding");
    assert.equal(sent?.headers.get("etag"), `"${text}"`);
    assert.equal(await sent?.text(), text);
    assert.equal(answer(accepted, `"${text}"`)?.status, 304);
  }
  assert.equal(answer("br", '"as it is"')?.status, 200);
  assert.equal(
    siteResponse(files, { path: "/", accepted: "br" }, POLICY)?.headers.has("vary"),
    false,
  );
});

test("the compressed files of a folder belong to what they compress, and have no address", async () => {
  const folder = mkdtempSync(join(tmpdir(), "folkmoot-site-"));
  try {
    writeFileSync(join(folder, "base.js"), "app");
    writeFileSync(join(folder, "base.js.br"), "a");
    writeFileSync(join(folder, "mark.svg"), "mark");
    const read = await readWebFiles(folder);
    assert.deepEqual([...read.keys()].toSorted(), ["/base.js", "/mark.svg"]);
    assert.deepEqual(read.get("/base.js")?.compressed.br?.bytes, new TextEncoder().encode("a"));
    assert.deepEqual(read.get("/mark.svg")?.compressed, {});
    writeFileSync(join(folder, "index.html"), "<title>app</title>");
    writeFileSync(join(folder, "index.html.br"), "an older one");
    const page = (await readWebFiles(folder)).get("/index.html");
    assert.ok(page?.compressed.br !== undefined && page.compressed.gzip !== undefined);
    assert.deepEqual(new Uint8Array(brotliDecompressSync(page.compressed.br.bytes)), page.bytes);
    assert.deepEqual(new Uint8Array(gunzipSync(page.compressed.gzip.bytes)), page.bytes);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
