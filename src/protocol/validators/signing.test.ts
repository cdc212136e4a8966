/** Goal: whatever happens, fewer than a third of the set changes in a block, and four stay four. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { DecisionId, MachineId } from "../kernel/ids.ts";
import { DAY, HOUR } from "../kernel/time.ts";
import {
  addressOf,
  block,
  doubleSigning,
  foundNetwork,
  helpers,
  machineKey,
  offer,
  offerEach,
  signing,
} from "../testing/helping.ts";
import { foundVillage } from "../testing/village.ts";
import { giveSeat } from "./seat.ts";
import { changesPerBlock, signingKeys } from "./signing.ts";
import { machines } from "./types.ts";

const step = fc.record({
  what: fc.constantFrom("give", "take", "withdraw", "offer", "leave", "sign-twice", "name", "wait"),
  at: fc.integer({ min: 1, max: 9 }),
  absent: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 9 }),
});

test("any row of steps keeps the bounds and leaves the room sound", () => {
  let moved = 0;
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 7 }),
      fc.array(step, { minLength: 20, maxLength: 60 }),
      (size, steps) => {
        const village = size === 1 ? foundVillage(9) : foundNetwork(9, size);
        offerEach(village, 9);
        const gone = new Set<number>();
        let height = 1;
        for (const { what, at, absent } of steps) {
          const before = signing(village);
          const machine = at as MachineId;
          const row = machines.get(village.state, [machine]);
          const isFree = row !== undefined && row.withdrawnAt === 0 && row.barredAt === 0;
          if (what === "give" && isFree && helpers(village).every(mayHave(row.operator, at))) {
            const term = { now: village.now, until: village.now + 30 * DAY };
            giveSeat(village.state, machine, { ...term, decision: 1 as DecisionId });
          }
          const actor = row?.operator ?? 0;
          if (actor > 0 && what === "take") village.act(actor, "validators/take-seat", { machine });
          if (actor > 0 && what === "withdraw") {
            village.act(actor, "validators/withdraw-machine", { machine });
          }
          if (what === "offer" && !gone.has(at)) offer(village, at, machineKey(at));
          if (what === "leave" && at > 6) {
            village.act(at, "membership/leave", {});
            gone.add(at);
          }
          height += 1;
          block(village, HOUR, {
            absent: absent.map((each) => addressOf(village, machineKey(each))),
            misbehaviours: what === "sign-twice" ? [doubleSigning(village, at, height)] : [],
          });
          const after = signing(village);
          const changes = difference(before, after) + difference(after, before);
          moved += changes;
          assert.ok(changes <= changesPerBlock(before.length), `${before} became ${after}`);
          if (before.length >= 4) assert.ok(after.length >= 4 && changes * 3 < before.length);
          assert.equal(signingKeys(village.state).length, after.length);
          village.assertSound();
        }
      },
    ),
    { numRuns: 60 },
  );
  assert.ok(moved > 20, `${moved} machines came or went`);
});

const mayHave =
  (operator: number, own: number) =>
  (other: { readonly machine: number; readonly operator: number; readonly seatUntil: number }) =>
    other.machine === own || other.operator !== operator || other.seatUntil === 0;

function difference(left: readonly number[], right: readonly number[]): number {
  return left.filter((each) => !right.includes(each)).length;
}

test("where consensus begins anew, the named machines sign and the others pause", () => {
  const village = foundNetwork(3, 4);
  offer(village, 1, machineKey(4));
  const named = [2, 3, 9].map((at) => machineKey(at).publicKey);
  block(village, 1, { named });
  const shown = helpers(village).map(({ machine, standing }) => [machine, standing]);
  assert.deepEqual(shown, [
    [1, "suspended"],
    [2, "signing"],
    [3, "signing"],
    [4, "suspended"],
    [5, "signing"],
  ]);
  village.act(1, "validators/take-seat", { machine: 4 });
  block(village, 1);
  assert.deepEqual(signing(village), [2, 3, 4, 5]);
  village.assertSound();
});
