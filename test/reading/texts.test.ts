/**
 * Goal: a text is asked for once and together with others, believed only under its own hash, and shown to
 * nobody but whom the node showed it to.
 * Method: a node whose answers are held back until somebody else looks, until it is away, or until it lies.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { portableHasher } from "#client/portable-hasher.js";
import { readBlob, sha256By } from "#client/read-text.js";
import { saltText } from "#client/text.js";
import { hashOfText, TEXT_AUTHOR_BYTES } from "#protocol/texts/index.js";
import { holdNode, settled, textNamed } from "./held-node.ts";

const ana = textNamed({ name: "Ana" });
const kofi = textNamed({ name: "Kofi", age: 40 });
const forMembers = { [ana.hash]: ana.blob };

test("a name that was asked for before signing in, and answered after it, appears", async () => {
  const node = holdNode((_, { isSignedIn }) => ({ blobs: isSignedIn ? forMembers : {} }));
  const { texts, epochs } = node.reading;
  assert.equal(texts.by(ana.hash).kind, "reading");
  await settled();
  node.isSignedIn = true;
  epochs.begin();
  await node.letOne();
  assert.equal(node.asked.length, 2);
  assert.equal(texts.by(ana.hash).kind, "reading");
  await node.letOne();
  assert.deepEqual(texts.by(ana.hash), { kind: "read", content: { name: "Ana" } });
});

test("a name that could not be read before signing in is asked for again after it", async () => {
  const node = holdNode((_, { isSignedIn }) => ({ blobs: isSignedIn ? forMembers : {} }));
  const { texts, epochs } = node.reading;
  node.letAll();
  texts.by(ana.hash);
  await settled();
  assert.equal(texts.by(ana.hash).kind, "closed");
  assert.equal(node.asked.length, 1);
  node.isSignedIn = true;
  epochs.begin();
  assert.equal(texts.by(ana.hash).kind, "reading");
  await settled();
  assert.equal(texts.by(ana.hash).kind, "read");
});

test("a name that could not be read while the node was away is asked for again once it is back", async () => {
  const node = holdNode(() => ({ blobs: forMembers }));
  const { texts, news } = node.reading;
  node.letAll();
  news.start();
  await node.line("open");
  node.isAway = true;
  await node.line("lost");
  texts.by(ana.hash);
  await settled();
  assert.equal(texts.by(ana.hash).kind, "closed");
  node.isAway = false;
  await node.line("open");
  texts.by(ana.hash);
  await settled();
  assert.equal(texts.by(ana.hash).kind, "read");
});

test("all texts of a page are one question, and each is asked for once", async () => {
  const node = holdNode(() => ({ blobs: { [ana.hash]: ana.blob, [kofi.hash]: kofi.blob } }));
  const { texts } = node.reading;
  node.letAll();
  for (const { hash } of [ana, kofi, ana]) texts.by(hash);
  await settled();
  for (const { hash } of [ana, kofi]) assert.equal(texts.by(hash).kind, "read");
  assert.equal(node.asked.length, 1);
  // What is no words in it is passed over: it is other people's input.
  assert.deepEqual(texts.by(kofi.hash), { kind: "read", content: { name: "Kofi" } });
});

test("more texts than a node takes at once are several questions", async () => {
  const node = holdNode(() => ({ blobs: {} }));
  node.letAll();
  for (let at = 0; at < 450; at += 1) node.reading.texts.by(at.toString(16).padStart(64, "0"));
  await settled();
  assert.equal(node.asked.length, 3);
});

test("what a node makes up is shown to nobody", async () => {
  const lies: readonly unknown[] = [
    { blobs: { [ana.hash]: kofi.blob } },
    { blobs: { [ana.hash]: "no base64 !" } },
    { blobs: { [ana.hash]: 7 } },
    { blobs: { [ana.hash]: "" } },
    { blobs: null },
    { blobs: [] },
    [],
    {},
  ];
  for (const lie of lies) {
    const node = holdNode(() => lie);
    node.letAll();
    node.reading.texts.by(ana.hash);
    await settled();
    assert.equal(node.reading.texts.by(ana.hash).kind, "closed", JSON.stringify(lie));
  }
});

test("a text that was written here is not overwritten by an older answer", async () => {
  const node = holdNode(() => ({ blobs: {} }));
  const { texts } = node.reading;
  texts.by(ana.hash);
  await settled();
  texts.note(ana.hash, { name: "Ana" });
  await node.letOne();
  assert.deepEqual(texts.by(ana.hash), { kind: "read", content: { name: "Ana" } });
});

test("what is salted here is read here, under the hash that the law gives it", async () => {
  const { hash, bytes } = saltText(portableHasher, 7, { title: "Roof" });
  const sha256 = sha256By(portableHasher);
  const blob = Buffer.from(bytes).toString("base64");
  const named = Buffer.from(hash).toString("hex");
  assert.deepEqual(hash, hashOfText(portableHasher, bytes));
  assert.deepEqual(await readBlob(sha256, named, blob), { title: "Roof" });
  const short = Buffer.from(bytes.subarray(0, TEXT_AUTHOR_BYTES + 31)).toString("base64");
  assert.equal(await readBlob(sha256, named, short), undefined);
});
