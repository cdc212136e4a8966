// Goal: what is told about a network is what the node can know: what its newest block shows is told as
// past, with its age, and only connections are told as of now. Method: answers of nodes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { absenceLine, type NetworkAnswer, networkLines } from "./network-lines.ts";

const time = Date.UTC(2026, 10, 21);
const answer: NetworkAnswer = {
  engine: "comet",
  height: 12,
  time,
  now: time + 34_500,
  quorum: 3,
  isCatchingUp: false,
  historyFrom: 1,
  halt: null,
  validators: ["aa", "bb", "cc", "dd"].map((address) => ({ address, hasSigned: true })),
  peers: [{ moniker: "node2", address: "127.0.0.1" }],
  unconnected: ["127.0.0.1:3", "127.0.0.1:4"],
};
const told = (more: Partial<NetworkAnswer>) => networkLines({ ...answer, ...more }).join("\n");

test("all signed, and two have gone since: both are told, each with its time", () => {
  const words = told({});
  assert.match(words, /newest block here is 12, of 2026-11-21 00:00 UTC, 34 seconds ago\./);
  assert.match(words, /4 of 4 helpers signed it or the one before\./);
  assert.match(words, /Connected to this node now: node2 at 127\.0\.0\.1\./);
  assert.match(words, /Not connected to this node now: 127\.0\.0\.1:3, 127\.0\.0\.1:4\./);
});

test("nobody is said to be away when all are connected, or when a node does not say", () => {
  for (const unconnected of [[], undefined]) {
    const { unconnected: _, ...rest } = answer;
    const one = unconnected === undefined ? rest : { ...rest, unconnected };
    assert.equal(absenceLine(one), undefined);
    assert.doesNotMatch(networkLines(one).join("\n"), /Not connected/);
  }
});

test("where consensus does not answer, nothing is claimed of connections", () => {
  const words = told({ unconnected: null, peers: [] });
  assert.match(words, /not known who is connected/);
  assert.doesNotMatch(words, /connected to nobody/);
});

test("one machine alone is not said to lack others", () => {
  const words = told({ engine: "embedded", unconnected: null, peers: [] });
  assert.match(words, /One machine keeps this community/);
  assert.doesNotMatch(words, /onnected/);
});

test("what a node that does not tell its clock says has no age", () => {
  const { now: _, ...rest } = answer;
  assert.doesNotMatch(networkLines(rest).join("\n"), / ago/);
});
