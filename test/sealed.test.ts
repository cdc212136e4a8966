/**
 * Goal: the law looks at nothing but what it is given.
 * Method: replay every vector with the clock, chance and the world throwing, twice; compare.
 */
import assert from "node:assert/strict";
import { webcrypto } from "node:crypto";
import { test } from "node:test";
import { rooms } from "#protocol/index.js";
import { replay } from "./vectors/replay.ts";
import { readVectors } from "./vectors/vector.ts";

type Target = Record<string, unknown>;

const SEALS: readonly (readonly [target: object, name: string])[] = [
  [Date, "now"],
  [Math, "random"],
  [performance, "now"],
  [webcrypto, "getRandomValues"],
  [webcrypto, "randomUUID"],
  [process, "hrtime"],
  [process, "cwd"],
  [globalThis, "setTimeout"],
  [globalThis, "setInterval"],
  [globalThis, "setImmediate"],
  [globalThis, "queueMicrotask"],
  [globalThis, "fetch"],
  [String.prototype, "localeCompare"],
  [Number.prototype, "toLocaleString"],
  [Intl, "DateTimeFormat"],
  [Intl, "Collator"],
];

/** Runs work while everything that differs between machines throws. */
function sealed<V>(work: () => V): V {
  const before = SEALS.map(([target, name]) => Object.getOwnPropertyDescriptor(target, name));
  for (const [target, name] of SEALS) {
    Object.defineProperty(target, name, {
      configurable: true,
      writable: true,
      value: () => {
        throw new Error(`the law reached for ${name}`);
      },
    });
  }
  try {
    return work();
  } finally {
    for (const [at, [target, name]] of SEALS.entries()) {
      const descriptor = before[at];
      if (descriptor === undefined) delete (target as Target)[name];
      else Object.defineProperty(target, name, descriptor);
    }
  }
}

test("every vector replays behind seals, twice, to the same rows", () => {
  const vectors = readVectors(rooms);
  assert.ok(vectors.length > 0);
  for (const { file, vector } of vectors) {
    const [first, second] = sealed(() => [replay(vector), replay(vector)]);
    assert.deepEqual(first.after, second.after, file);
    assert.equal(first.root, second.root, file);
    assert.equal(first.root, vector.root, file);
  }
});

test("every view that needs no more than numbers reads the same behind seals, twice", () => {
  for (const { file, vector } of readVectors(rooms)) {
    const { testLaw } = replay(vector);
    for (const [name, query] of [
      ["constitution/rules", {}],
      ["circles/list", {}],
      ["decisions/list", {}],
      ["membership/people", { after: 0 }],
      ["records/profiles", { after: 0 }],
    ] as const) {
      const read = () => testLaw.view<unknown>(name, query);
      assert.deepEqual(sealed(read), sealed(read), `${file}: ${name}`);
    }
  }
});

test("a seal holds while it is on, and is gone after", () => {
  for (const reach of [() => Date.now(), () => Math.random(), () => performance.now()]) {
    assert.throws(() => sealed(reach), /the law reached for/);
    assert.ok(reach() >= 0);
  }
  assert.throws(() => sealed(() => webcrypto.getRandomValues(new Uint8Array(1))), /reached for/);
});
