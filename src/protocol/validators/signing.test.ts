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
import { leaveNow } from "../testing/leaving.ts";
import { foundTestLaw } from "../testing/test-law.ts";
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
        const testLaw = size === 1 ? foundTestLaw(9) : foundNetwork(9, size);
        offerEach(testLaw, 9);
        const gone = new Set<number>();
        let height = 1;
        for (const { what, at, absent } of steps) {
          const before = signing(testLaw);
          const machine = at as MachineId;
          const row = machines.get(testLaw.state, [machine]);
          const isFree = row !== undefined && row.withdrawnAt === 0 && row.barredAt === 0;
          if (what === "give" && isFree && helpers(testLaw).every(mayHave(row.operator, at))) {
            const term = { now: testLaw.now, until: testLaw.now + 30 * DAY };
            giveSeat(testLaw.state, machine, { ...term, decision: 1 as DecisionId });
          }
          const actor = row?.operator ?? 0;
          if (actor > 0 && what === "take") testLaw.act(actor, "validators/take-seat", { machine });
          if (actor > 0 && what === "withdraw") {
            testLaw.act(actor, "validators/withdraw-machine", { machine });
          }
          if (what === "offer" && !gone.has(at)) offer(testLaw, at, machineKey(at));
          if (what === "leave" && at > 6) {
            leaveNow(testLaw, at);
            gone.add(at);
          }
          height += 1;
          block(testLaw, HOUR, {
            absent: absent.map((each) => addressOf(testLaw, machineKey(each))),
            misbehaviours: what === "sign-twice" ? [doubleSigning(testLaw, at, height)] : [],
          });
          const after = signing(testLaw);
          const changes = difference(before, after) + difference(after, before);
          moved += changes;
          assert.ok(changes <= changesPerBlock(before.length), `${before} became ${after}`);
          if (before.length >= 4) assert.ok(after.length >= 4 && changes * 3 < before.length);
          assert.equal(signingKeys(testLaw.state).length, after.length);
          testLaw.assertSound();
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

test("where consensus begins again, the named machines sign and the others pause", () => {
  const testLaw = foundNetwork(3, 4);
  offer(testLaw, 1, machineKey(4));
  const named = [2, 3, 9].map((at) => machineKey(at).publicKey);
  block(testLaw, 1, { named });
  const shown = helpers(testLaw).map(({ machine, standing }) => [machine, standing]);
  assert.deepEqual(shown, [
    [1, "suspended"],
    [2, "signing"],
    [3, "signing"],
    [4, "suspended"],
    [5, "signing"],
  ]);
  testLaw.act(1, "validators/take-seat", { machine: 4 });
  block(testLaw, 1);
  assert.deepEqual(signing(testLaw), [2, 3, 4, 5]);
  testLaw.assertSound();
});
