import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compareBytes, toHex } from "../../protocol/kernel/bytes.ts";
import type { Store, StoreRange } from "./store.ts";

/** A store under test. */
export interface StoreUnderTest {
  readonly store: Store;
  end(): Promise<void>;
}

const bytes = (...values: number[]) => Uint8Array.from(values);

async function list(store: Store, range: StoreRange): Promise<string[]> {
  const found: string[] = [];
  for await (const { key, value } of store.entries(range))
    found.push(`${toHex(key)}=${toHex(value)}`);
  const together: string[] = [];
  for await (const batch of store.batches(range)) {
    assert.ok(batch.length > 0);
    for (const { key, value } of batch) together.push(`${toHex(key)}=${toHex(value)}`);
  }
  assert.deepEqual(together, found);
  return found;
}

/** Tests what every store promises. */
export function testStore(name: string, open: () => Promise<StoreUnderTest>): void {
  const promise = (what: string, run: (store: Store) => Promise<void>) =>
    test(`${name}: ${what}`, async () => {
      const under = await open();
      try {
        await run(under.store);
      } finally {
        await under.end();
      }
    });

  promise("gives back what was written, and nothing for what was not", async (store) => {
    await store.write([{ key: bytes(1), value: bytes(2, 3) }]);
    assert.deepEqual(await store.get(bytes(1)), bytes(2, 3));
    assert.equal(await store.get(bytes(2)), undefined);
    await store.write([{ key: bytes(1), value: undefined }]);
    assert.equal(await store.get(bytes(1)), undefined);
  });

  promise("gives plain bytes that are the caller's own", async (store) => {
    await store.write([{ key: bytes(1), value: bytes(7) }]);
    const value = (await store.get(bytes(1))) as Uint8Array;
    assert.equal(Object.getPrototypeOf(value), Uint8Array.prototype);
    value[0] = 9;
    assert.deepEqual(await store.get(bytes(1)), bytes(7));
  });

  promise("keeps an empty value apart from none", async (store) => {
    await store.write([{ key: bytes(1), value: new Uint8Array(0) }]);
    assert.deepEqual(await store.get(bytes(1)), new Uint8Array(0));
  });

  promise("lists ranges in byte order, both ways, up to a limit", async (store) => {
    const keys = [bytes(2), bytes(1), bytes(1, 0), bytes(255), bytes(1, 255)];
    await store.write(keys.map((key) => ({ key, value: bytes(0) })));
    const range = { from: bytes(1), until: bytes(255) };
    assert.deepEqual(await list(store, range), ["01=00", "0100=00", "01ff=00", "02=00"]);
    assert.deepEqual(await list(store, { ...range, reverse: true, limit: 2 }), [
      "02=00",
      "01ff=00",
    ]);
    assert.deepEqual(await list(store, { from: bytes(3), until: bytes(2) }), []);
  });

  promise("a snapshot keeps to its moment, whatever is written meanwhile", async (store) => {
    await store.write([
      { key: bytes(1), value: bytes(1) },
      { key: bytes(2), value: bytes(2) },
    ]);
    const snapshot = store.snapshot();
    await store.write([
      { key: bytes(1), value: bytes(9) },
      { key: bytes(2), value: undefined },
      { key: bytes(3), value: bytes(3) },
    ]);
    const found: string[] = [];
    for await (const { key, value } of snapshot.entries({ from: bytes(0), until: bytes(255) }))
      found.push(`${toHex(key)}=${toHex(value)}`);
    assert.deepEqual(found, ["01=01", "02=02"]);
    assert.deepEqual(await snapshot.get(bytes(1)), bytes(1));
    assert.equal(await snapshot.get(bytes(3)), undefined);
    await snapshot.close();
    assert.deepEqual(await store.get(bytes(1)), bytes(9));
  });

  promise("refuses everything once it is closed", async (store) => {
    await store.close();
    await assert.rejects(async () => store.get(bytes(1)));
    await assert.rejects(async () => store.write([{ key: bytes(1), value: bytes(1) }]));
  });

  promise("agrees with a sorted map over random batches", async (store) => {
    const key = fc.uint8Array({ minLength: 1, maxLength: 3 });
    const change = fc.record({
      key,
      value: fc.option(fc.uint8Array({ maxLength: 4 }), { nil: undefined }),
    });
    const model = new Map<string, { key: Uint8Array; value: Uint8Array }>();
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 20 }), async (changes) => {
        await store.write(changes);
        for (const { key, value } of changes) {
          if (value === undefined) model.delete(toHex(key));
          else model.set(toHex(key), { key, value });
        }
        const expected = [...model.values()]
          .filter(({ key }) => key[0] !== 255)
          .sort((left, right) => compareBytes(left.key, right.key))
          .map(({ key, value }) => `${toHex(key)}=${toHex(value)}`);
        assert.deepEqual(await list(store, { from: bytes(0), until: bytes(255) }), expected);
      }),
      { numRuns: 40 },
    );
  });
}
