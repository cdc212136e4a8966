/**
 * Goal: what was asked before somebody signed in, and is answered after it, is what they may see.
 * Method: a node whose answers are held back until somebody else looks; the texts and views of the app.
 */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { afterEach, test } from "node:test";
import { beginEpoch } from "./epoch.ts";
import { textBy } from "./texts.ts";
import { refresh, seenOf } from "./view-cache.ts";

/** A node that answers by who looks, once it is let. */
interface HeldNode {
  readonly asked: () => number;
  /** Answers the oldest question as it was to be answered when it was asked. */
  letOne(): void;
  signIn(): void;
}

const own = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = own;
});

function holdNode(answer: (isSignedIn: boolean) => unknown): HeldNode {
  let isSignedIn = false;
  let asked = 0;
  const waiting: (() => void)[] = [];
  globalThis.fetch = () => {
    asked += 1;
    const body = JSON.stringify(answer(isSignedIn));
    return new Promise((resolve) => {
      waiting.push(() => resolve(new Response(body, { status: 200 })));
    });
  };
  return {
    asked: () => asked,
    letOne: () => waiting.shift()?.(),
    signIn: () => {
      isSignedIn = true;
    },
  };
}

async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1_000 && !isSo(); turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.ok(isSo());
}

/** A text as a node keeps it, and its name. */
function textNamed(name: string): { readonly hash: string; readonly blob: string } {
  const sha256 = (...parts: readonly Uint8Array[]) =>
    createHash("sha256").update(Buffer.concat(parts)).digest();
  const author = Buffer.from([7, 0, 0, 0]);
  const rest = Buffer.concat([Buffer.alloc(32, 1), Buffer.from(JSON.stringify({ name }))]);
  const domain = Buffer.from("folkmoot/text/1\0");
  return {
    hash: sha256(domain, author, sha256(rest)).toString("hex"),
    blob: Buffer.concat([author, rest]).toString("base64"),
  };
}

test("a name that was asked for before signing in, and answered after it, appears", async () => {
  const { hash, blob } = textNamed("Ana");
  const node = holdNode((isSignedIn) => ({ blobs: isSignedIn ? { [hash]: blob } : {} }));
  assert.equal(textBy(hash).kind, "reading");
  await until(() => node.asked() === 1);
  node.signIn();
  beginEpoch();
  node.letOne();
  await until(() => node.asked() === 2);
  node.letOne();
  await until(() => textBy(hash).kind !== "reading");
  assert.deepEqual(textBy(hash), { kind: "read", content: { name: "Ana" } });
});

test("a name that could not be read before signing in is asked for again after it", async () => {
  const { hash, blob } = textNamed("Kofi");
  const node = holdNode((isSignedIn) => ({ blobs: isSignedIn ? { [hash]: blob } : {} }));
  textBy(hash);
  await until(() => node.asked() === 1);
  node.letOne();
  await until(() => textBy(hash).kind === "closed");
  node.signIn();
  beginEpoch();
  assert.equal(textBy(hash).kind, "reading");
  await until(() => node.asked() === 2);
  node.letOne();
  await until(() => textBy(hash).kind === "read");
});

test("an answer to somebody who looked before is not shown to anyone who looks now", async () => {
  const node = holdNode((isSignedIn) => ({ value: isSignedIn ? "mine" : "a stranger's" }));
  const path = "/views/decisions/answer?decision=1&person=1";
  void refresh(path);
  await until(() => node.asked() === 1);
  node.signIn();
  beginEpoch();
  node.letOne();
  await until(() => node.asked() === 2);
  assert.equal(seenOf(path).data, undefined);
  node.letOne();
  await until(() => seenOf(path).data !== undefined);
  assert.deepEqual(seenOf(path).data, { value: "mine" });
});
