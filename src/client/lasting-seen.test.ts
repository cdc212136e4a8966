/**
 * Goal: what a device signs while no node answers is carried out weeks and thousands of blocks later.
 * Method: the law's own record of roots, served as proved rows; the law is asked later whether it holds.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createOverlay } from "../protocol/kernel/overlay.ts";
import { encode } from "../protocol/kernel/schema.ts";
import type { Seen } from "../protocol/kernel/seen.ts";
import { DAY, MINUTE } from "../protocol/kernel/time.ts";
import { EXACT_MAX, roots, witness } from "../protocol/witness/index.ts";
import { lastingSeen } from "./lasting-seen.ts";
import { lightFault } from "./light/fault.ts";
import type { LightClient } from "./light/light-client.ts";

const START = 20_000 * DAY;
const memory = witness.memory;
assert.ok(memory !== undefined);

const rootOf = (height: number): Uint8Array => {
  const root = new Uint8Array(32);
  new DataView(root.buffer).setUint32(28, height);
  return root;
};

/** A community whose every block changes something, so many milliseconds after the one before. */
function community() {
  const state = createOverlay({ read: () => undefined, scan: () => [] });
  let height = 0;
  let now = START;
  let asked = 0;
  const light: Pick<LightClient, "verifiedRange"> = {
    async verifiedRange({ from }) {
      asked += 1;
      const [first] = roots.readKey(from) as [number];
      const rows = [...roots.entries(state, [])]
        .filter(({ key }) => key[0] >= first)
        .map(({ key, row }) => ({ key: roots.keyBytes(key), row: encode(roots.row, row) }));
      const block = { header: { time: BigInt(now) * 1_000_000n } };
      const proved = { rows, stateHeight: BigInt(height), proofBytes: 0, block };
      return { ok: true, value: proved as never };
    },
  };
  return {
    light,
    asked: () => asked,
    newest: (): Seen => ({ height, root: rootOf(height) }),
    blocks(count: number, step: number): void {
      for (let block = 0; block < count; block += 1) {
        now += step;
        memory?.record(state, { height, root: rootOf(height) }, now);
        height += 1;
      }
    },
    ask: (seen: Seen) =>
      memory?.objection(state, { height, root: rootOf(height) }, seen)?.fault.code ?? "holds",
    async lasting(): Promise<Seen | undefined> {
      const found = await lastingSeen(light, height + 1);
      assert.ok(found.ok);
      return found.value;
    },
  };
}

test("it holds after twenty days and more blocks than are kept exactly; the newest does not", async () => {
  const here = community();
  here.blocks(1_005, 30_000);
  const [newest, lasting] = [here.newest(), await here.lasting()];
  assert.ok(lasting !== undefined);
  assert.ok(newest.height - lasting.height <= 21, "it is at most about ten minutes older");
  here.blocks(EXACT_MAX + 50, 1_000);
  here.blocks(20, DAY);
  assert.equal(here.ask(newest), "witness/too-old");
  assert.equal(here.ask(lasting), "holds");
  here.blocks(13, DAY);
  here.blocks(60, 1_000);
  assert.equal(here.ask(lasting), "witness/too-old", "a month is over");
});

test("whenever it is looked for, what is found holds later", async () => {
  const step = fc.integer({ min: 1, max: 25 * MINUTE });
  const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), step), {
    minLength: 1,
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(steps, fc.integer({ min: 0, max: MINUTE }), async (given, later) => {
      const here = community();
      for (const [count, each] of given) here.blocks(count, each);
      const lasting = await here.lasting();
      if (lasting === undefined) return;
      here.blocks(1, later);
      assert.equal(here.ask(lasting), "holds");
      here.blocks(EXACT_MAX, 10);
      here.blocks(3, DAY);
      assert.equal(here.ask(lasting), "holds");
    }),
    { numRuns: 3 },
  );
});

test("where blocks are many it looks further back, and no further than roots are kept exactly", async () => {
  const quick = community();
  quick.blocks(100, 1_000);
  assert.equal(await quick.lasting(), undefined, "the first ten minutes are not over");
  quick.blocks(600, 1_000);
  assert.ok((await quick.lasting()) !== undefined);
  assert.equal(quick.asked(), 2 + 2);
  const busy = community();
  busy.blocks(EXACT_MAX + 9, 50);
  assert.equal(await busy.lasting(), undefined);
  assert.equal(busy.asked(), 3);
});

test("what cannot be proved is said, and nothing is taken from it", async () => {
  const reason = lightFault("unreachable", "nobody answers", 7n);
  const light = { verifiedRange: async () => ({ ok: false, reason }) as const };
  assert.deepEqual(await lastingSeen(light, 90), { ok: false, reason });
});
