// Goal: what is printed can be opened.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addressesOf, openableUrl } from "./openable.ts";

test("an address that stands for all is printed as one that opens on this machine", () => {
  for (const [host, url] of [
    ["127.0.0.1", "http://127.0.0.1:8080"],
    ["0.0.0.0", "http://127.0.0.1:8080"],
    ["::", "http://[::1]:8080"],
    ["[::]", "http://[::1]:8080"],
    ["::1", "http://[::1]:8080"],
    ["192.168.1.5", "http://192.168.1.5:8080"],
    ["fd00::5", "http://[fd00::5]:8080"],
    ["localhost", "http://localhost:8080"],
  ] as const) {
    assert.equal(openableUrl(host, 8080), url);
  }
});

test("others are told the addresses of a server that listens on all, and of no other", () => {
  const interfaces = {
    lo: [{ address: "127.0.0.1", family: "IPv4", internal: true }],
    eth0: [
      { address: "192.168.1.5", family: "IPv4", internal: false },
      { address: "fe80::1", family: "IPv6", internal: false },
    ],
  };
  assert.deepEqual(addressesOf("0.0.0.0", interfaces), ["192.168.1.5"]);
  assert.deepEqual(addressesOf("::", interfaces), ["192.168.1.5"]);
  assert.deepEqual(addressesOf("127.0.0.1", interfaces), []);
});
