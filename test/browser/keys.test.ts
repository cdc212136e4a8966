import assert from "node:assert/strict";
import { verify } from "node:crypto";
import { after, before, test } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { launchChromium } from "./chromium.ts";
import type { FileServer } from "./file-server.ts";
import { serveGallery } from "./gallery.ts";

let server: FileServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;

before(async () => {
  server = await serveGallery();
  browser = await launchChromium();
  context = await browser.newContext();
  page = await context.newPage();
  await page.goto(server.address);
  await page.getByRole("heading", { level: 1 }).waitFor();
});

after(async () => {
  await browser.close();
  await server.close();
});

const spki = Buffer.from("302a300506032b6570032100", "hex");

function signedBy(publicKey: readonly number[], signature: readonly number[]): boolean {
  const key = Buffer.concat([spki, Buffer.from(publicKey)]);
  const message = Buffer.from("harbour");
  return verify(null, message, { key, format: "der", type: "spki" }, Buffer.from(signature));
}

// The text that runs inside the page, where the app's own key functions are.
const inPage = <Value>(body: string): Promise<Value> =>
  page.evaluate<Value>(`(async () => {
    const keys = globalThis.folkmootKeys;
    const bytes = (text) => new TextEncoder().encode(text);
    const raw = (value) => [...value];
    ${body}
  })()`);

interface Signed {
  readonly publicKey: number[];
  readonly signature: number[];
}

test("a key made here signs, survives a reload and cannot be read by the page", async () => {
  const made = await inPage<number[]>(`
    const made = await keys.makeIdentity({ community: "c1", label: "Ana", origin: "device" });
    return raw(made.value.publicKey);`);
  await page.reload();
  await page.getByRole("heading", { level: 1 }).waitFor();
  const signed = await inPage<Signed & { readonly readable: boolean }>(`
    const [one] = await keys.identitiesOf("c1");
    const readable = await crypto.subtle.exportKey("pkcs8", one.secret).then(() => true, () => false);
    const signature = await keys.sign(one, bytes("harbour"));
    return { publicKey: raw(one.publicKey), signature: raw(signature), readable };`);
  assert.deepEqual(signed.publicKey, made);
  assert.equal(signedBy(signed.publicKey, signed.signature), true);
  assert.equal(signed.readable, false);
});

test("communities do not see each other's keys, and a forgotten key is gone", async () => {
  const left = await inPage<number[]>(`
    const about = { community: "c2", label: "Ana", origin: "device" };
    const made = await keys.makeIdentity(about);
    const others = (await keys.identitiesOf("c3")).length;
    const own = (await keys.identitiesOf("c2")).length;
    await keys.forgetIdentity(made.value);
    return [others, own, (await keys.identitiesOf("c2")).length];`);
  assert.deepEqual(left, [0, 1, 0]);
});

test("a recovered secret and a locked one sign as the same person", async () => {
  const [native, locked] = await inPage<Signed[]>(`
    const seed = new Uint8Array(32).fill(9);
    const file = await keys.writeRecoveryFile({ community: "c4", name: "Ana", seed }, "seven boats at noon");
    const opened = await keys.openRecoveryFile(file.value, "seven boats at noon");
    const about = { community: "c4", label: "Ana", origin: "recovered" };
    const brought = (await keys.bringIdentity(about, opened.value.seed)).value;
    const other = { ...brought, publicKey: await keys.publicOfSeed(seed), secret: await keys.lockSeed(seed) };
    const each = async (one) => ({
      publicKey: raw(one.publicKey),
      signature: raw(await keys.sign(one, bytes("harbour"))),
    });
    return [await each(brought), await each(other)];`);
  assert.ok(native !== undefined && locked !== undefined);
  assert.deepEqual(native, locked);
  assert.equal(signedBy(native.publicKey, native.signature), true);
});

test("a browser that cannot sign by itself still makes a key, locked in the store", async () => {
  const signed = await inPage<Signed & { readonly kind: string }>(`
    const real = crypto.subtle.generateKey.bind(crypto.subtle);
    crypto.subtle.generateKey = (how, ...rest) =>
      how === "Ed25519" ? Promise.reject(new DOMException("no", "NotSupportedError")) : real(how, ...rest);
    try {
      await keys.makeIdentity({ community: "c5", label: "Ana", origin: "device" });
      const [one] = await keys.identitiesOf("c5");
      const signature = await keys.sign(one, bytes("harbour"));
      return { publicKey: raw(one.publicKey), signature: raw(signature), kind: one.secret.lock.type };
    } finally {
      delete crypto.subtle.generateKey;
    }`);
  assert.equal(signed.kind, "secret");
  assert.equal(signedBy(signed.publicKey, signed.signature), true);
});

test("axe notices what is planted, so that finding nothing means something", async () => {
  const { axeFaults } = await import("./axe.ts");
  await page.evaluate(() => {
    const button = document.createElement("button");
    document.querySelector("main")?.append(button, document.createElement("img"));
  });
  const faults = (await axeFaults(page)).join("\n");
  assert.match(faults, /button-name/);
  assert.match(faults, /image-alt/);
});
