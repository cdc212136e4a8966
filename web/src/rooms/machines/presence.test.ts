// Goal: nobody is said to agree now who may have gone since the newest page. Method: answers of nodes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { presenceOf } from "./presence.ts";

const told = (signed: number, unconnected?: readonly string[] | null) =>
  presenceOf({
    validators: [1, 2, 3, 4].map((at) => ({
      address: `a${at}`,
      key: `k${at}`,
      hasSigned: at <= signed,
    })),
    ...(unconnected === undefined ? {} : { unconnected }),
  });

test("four have signed, and two are not connected any more: that is past", () => {
  assert.deepEqual(told(4, ["x:1", "x:2"]), { present: 4, all: 4, unconnected: 2, isPast: true });
  assert.equal(told(3, ["x:1", "x:2"]).isPast, true);
});

test("three have signed without the one that is away: that is so now", () => {
  assert.equal(told(3, ["x:1"]).isPast, false);
});

test("where all are connected, or a node does not say, the newest page counts", () => {
  for (const unconnected of [[], null, undefined]) {
    assert.deepEqual(told(4, unconnected), { present: 4, all: 4, unconnected: 0, isPast: false });
  }
});
