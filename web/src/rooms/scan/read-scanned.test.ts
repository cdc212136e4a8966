/**
 * Goal: a scanned text leads to its place in this app, or is named, and never does anything by itself.
 * Method: everything that our own codes say, and what somebody may have printed on a sticker.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { writePaymentRequest } from "folkmoot/client";
import { readScanned } from "./read-scanned.ts";

const chainId = `folk-${"ab".repeat(20)}`;
const here = { node: "https://folk.example.org/valley", chainId };
const page = `1234.${"cd".repeat(32)}`;
const secret = "ef".repeat(32);
const asked = { chainId, to: 7, amount: "12.50", note: "Bread & soup" };

const placeOf = (text: string) => {
  const found = readScanned(text, here);
  return found.kind === "here" ? found.place : found.kind;
};

test("an invitation of this node is opened here, with its secret", () => {
  const behind = `${secret}.${page}`;
  assert.equal(placeOf(`${here.node}/j/12#${behind}`), `#/join/12/${behind}`);
});

test("an invitation of another node is named, and opened there", () => {
  const url = `https://other.example.org/j/12#${secret}.${page}`;
  assert.deepEqual(readScanned(url, here), { kind: "elsewhere", url, host: "other.example.org" });
  assert.equal(placeOf(`https://folk.example.org/j/12#${secret}`), "elsewhere", "another folder");
});

test("a request for money of this community leads to paying, from whichever node it is", () => {
  for (const node of [here.node, "http://192.0.2.7:8080"]) {
    assert.equal(
      placeOf(writePaymentRequest(node, asked)),
      `#/money/pay?to=7&in=${chainId}&amount=12.50&note=Bread+%26+soup`,
    );
  }
});

test("a request of another community pays nobody here, although there is a person of that number", () => {
  const other = { ...asked, chainId: `folk-${"12".repeat(20)}` };
  assert.equal(placeOf(writePaymentRequest(here.node, other)), "otherCommunity");
});

test("a page is compared, alone, in capitals, or in a link", () => {
  for (const text of [page, page.toUpperCase(), `https://other.example.org/#/witnesses/${page}`]) {
    assert.equal(placeOf(text), `#/witnesses/${page}`);
  }
});

test("a device\u2019s code leads nowhere from here", () => {
  assert.equal(placeOf("ab".repeat(96)), "device");
  assert.equal(placeOf(`${"AB".repeat(96)}.${page.toUpperCase()}`), "device");
});

test("what is none of ours is nothing, and is never followed", () => {
  for (const text of [
    "",
    "hello",
    "javascript:alert(1)//https://folk.example.org/valley/j/1#x",
    "data:text/html,<script>1</script>",
    "folkmoot:pay?to=7",
    "https://folk.example.org@evil.example.net/",
    "https://",
  ]) {
    assert.equal(placeOf(text), "nothing", text);
  }
});
