// Goal: a node answers under its own names alone. Method: names of its own and of others.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isOwnPage, readNames, requireKnownName } from "./names.ts";

const names = readNames([" Folk.Example.org", "mill.local."]);
const isKnown = (host: string | undefined): boolean => {
  try {
    requireKnownName(names, host);
    return true;
  } catch {
    return false;
  }
};

test("addresses, localhost and the names that were set are known", () => {
  for (const host of [
    "127.0.0.1:8080",
    "192.0.2.4",
    "[::1]:8080",
    "[2001:db8::1]",
    "localhost:1",
    "app.localhost",
    "folk.example.org",
    "FOLK.example.org.:443",
    "mill.local",
  ]) {
    assert.ok(isKnown(host), host);
  }
});

test("any other name is not, nor is none", () => {
  for (const host of [
    undefined,
    "",
    "evil.example",
    "evil.example:8080",
    "folk.example.org.evil.example",
    "xfolk.example.org",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "2130706433",
  ]) {
    assert.ok(!isKnown(host), host);
  }
});

test("a page counts as the node's own by its address, port included, or by a public name", () => {
  const own = (origin: string | undefined, host = "127.0.0.1:8080") =>
    isOwnPage(names, origin, host);
  assert.ok(own(undefined));
  assert.ok(own("http://127.0.0.1:8080"));
  assert.ok(own("https://folk.example.org", "127.0.0.1:8080"));
  for (const origin of ["null", "nonsense", "http://127.0.0.1:9090", "https://evil.example"]) {
    assert.ok(!own(origin), origin);
  }
});

test("a setting that is no name is named", () => {
  for (const word of ["", "https://folk.example.org", "folk.example.org:443", "a b", "*.example"]) {
    assert.throws(() => readNames([word]), { code: "names" }, word);
  }
});
