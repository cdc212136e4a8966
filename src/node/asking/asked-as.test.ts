// Goal: a public address is one that others can open safely, and it need be said only once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readAsking } from "./asked-as.ts";
import { readPublicAddress } from "./public-address.ts";
import { requireSafeWay } from "./safe-way.ts";

test("an address of HTTPS is taken, none yet is none, and anything else is refused with an example", () => {
  for (const [text, address] of [
    ["https://folk.example.org", "https://folk.example.org"],
    [" https://Folk.example.org/ ", "https://folk.example.org"],
    ["https://example.org:8443/folk/", "https://example.org:8443/folk"],
    ["none yet", undefined],
    ["None", undefined],
    ["", undefined],
  ] as const) {
    assert.equal(readPublicAddress(text), address, text);
  }
  for (const text of [
    "http://folk.example.org",
    "folk.example.org",
    "https://",
    "https://mira@folk.example.org",
    "https://folk.example.org/?a=1",
    "https://folk.example.org/#x",
    "javascript:alert(1)",
  ]) {
    assert.throws(() => readPublicAddress(text), /public-address/, text);
  }
});

test("the address is among the names, and its folder is the base path unless another one is set", () => {
  const asking = readAsking({ publicAddress: "https://example.org/folk", publicNames: ["other"] });
  assert.deepEqual([...asking.names].toSorted(), ["example.org", "other"]);
  assert.equal(asking.basePath, "/folk");
  assert.equal(readAsking({ publicAddress: "none" }).publicAddress, undefined);
  assert.equal(readAsking({ publicAddress: "https://a.org/x", basePath: "/y" }).basePath, "/y");
});

test("a safe way begins at the other end of HTTPS, or on this computer under a name of its own", () => {
  const way = (isSecure: boolean, from: string, headers: { readonly [name: string]: string }) =>
    requireSafeWay({ isSecure }, from, (name) => headers[name]);
  way(true, "127.0.0.1", { host: "folk.example.org", "x-forwarded-for": "203.0.113.9" });
  for (const host of ["127.0.0.1:8080", "localhost:8080", "[::1]:8080", "street.localhost"]) {
    way(false, "127.0.0.1", { host });
    way(false, "::ffff:127.0.0.1", { host });
    way(false, "::1", { host });
  }
  for (const [from, host] of [
    ["192.168.1.7", "127.0.0.1:8080"],
    ["203.0.113.9", "localhost"],
    ["::ffff:192.168.1.7", "localhost"],
    ["fe80::1", "[::1]:8080"],
    ["", "localhost"],
    ["127.0.0.1", "192.168.1.5:8080"],
    ["127.0.0.1", "folk.example.org"],
    ["127.0.0.1", ""],
  ] as const) {
    assert.throws(() => way(false, from, { host }), /listen/, `${from} ${host}`);
  }
});
