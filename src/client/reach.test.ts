// Goal: nobody is told that a link works for others where it works on one computer alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { reachOf } from "./reach.ts";

test("an address reaches everywhere, one computer, or nobody safely", () => {
  for (const [address, reach] of [
    ["https://folk.example.org", "everywhere"],
    ["https://folk.example.org:8443/folk", "everywhere"],
    ["http://127.0.0.1:8080", "here"],
    ["https://127.0.0.1", "here"],
    ["http://localhost:8080", "here"],
    ["http://street.localhost", "here"],
    ["http://[::1]:8080", "here"],
    ["http://192.168.1.5:8080", "unsafe"],
    ["http://folk.example.org", "unsafe"],
    ["http://127.0.0.1.example.org", "unsafe"],
    ["folk", "unsafe"],
  ] as const) {
    assert.equal(reachOf(address), reach, address);
  }
});
