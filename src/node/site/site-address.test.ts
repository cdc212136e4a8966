// Goal: where a node answers is read with its folder, and nothing gets through it into a page's policy.
// Method: addresses as helpers declare them, and as somebody would who wants to change the policy.
import assert from "node:assert/strict";
import { test } from "node:test";
import { contentPolicy } from "./site.ts";
import { policySource, siteAddress } from "./site-address.ts";

test("an address is read with its folder, without what comes behind", () => {
  for (const [given, read] of [
    ["https://one.example.org", "https://one.example.org"],
    ["https://one.example.org:8443/", "https://one.example.org:8443"],
    ["https://one.example.org/folk/", "https://one.example.org/folk"],
    ["http://192.0.2.7:8080/a/b.c~d-e_f?x=1#/y", "http://192.0.2.7:8080/a/b.c~d-e_f"],
  ] as const) {
    assert.equal(siteAddress(given), read);
  }
});

test("what is no plain address is none", () => {
  for (const given of [
    7,
    undefined,
    "",
    "one.example.org",
    "ftp://one.example.org",
    "javascript:alert(1)",
    "https://user:secret@one.example.org",
    "https://one.example.org/a;script-src *",
    "https://one.example.org/a,b",
    "https://one.example.org/a'b",
    "https://one.example.org/%3Bscript-src",
    "https://one.example.org//evil",
    `https://one.example.org/${"a".repeat(200)}`,
  ]) {
    assert.equal(siteAddress(given), undefined, String(given));
  }
});

test("the policy lets a page ask all of a folder, and no other place of that site", () => {
  assert.equal(policySource("https://one.example.org"), "https://one.example.org");
  assert.equal(policySource("https://one.example.org/folk"), "https://one.example.org/folk/");
  const policy = contentPolicy(["https://one.example.org", "https://two.example.org/folk"]);
  assert.match(
    policy,
    /connect-src 'self' https:\/\/one\.example\.org https:\/\/two\.example\.org\/folk\/;/,
  );
});
