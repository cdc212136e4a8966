// Goal: anyone who goes on from an export holds what they held, circles under their new numbers too.
// Method: a small state with a closed circle, and the founding document that follows from it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { nativeVerify } from "../../engine/native-signature.ts";
import { verifyVrf } from "../../engine/vrf.ts";
import { createTree } from "../../protocol/kernel/tree/tree.ts";
import { createLedger } from "../../protocol/ledger.ts";
import { givenCircles } from "../../protocol/testing/circling.ts";
import { accountOf, closeThird, trust } from "../../protocol/testing/paying.ts";
import { foundTestLaw, TEST_START, type TestLaw } from "../../protocol/testing/test-law.ts";
import { type Carried, forkFounding } from "./fork.ts";

const UNIT = 10n ** 18n;

/** Circle 2, circle 3 within it, which is closed, and circle 4; each holds money of person 1. */
function withCircles(): TestLaw {
  const members = [1, 2, 3, 4];
  const until = TEST_START + 300 * 86_400_000;
  const circles = [2, 3, 4];
  const testLaw = foundTestLaw(4, {
    circles: givenCircles([{ members }, { parent: 2, members }, { members }]),
    money: {
      index: 1n << 96n,
      trusts: circles.map((each) => ({ account: accountOf(each), currency: 1, cap: 0, until })),
      balances: [
        ...circles.map((each) => {
          return { account: accountOf(each), currency: 1, shares: BigInt(each) * UNIT };
        }),
        { account: 1, currency: 1, shares: UNIT },
      ],
      claims: [],
    },
  });
  closeThird(testLaw);
  trust(testLaw, 2, 1, 5);
  return testLaw;
}

function carriedOf(testLaw: TestLaw): Carried {
  const tree = createTree(nativeHasher);
  tree.commit(tree.apply(tree.empty, testLaw.state.changes()));
  const world = { hasher: nativeHasher, verify: nativeVerify, vrf: verifyVrf };
  const { law, community } = testLaw;
  const ledger = createLedger({ law, community, world, tree, height: 1 });
  const file = { name: "Village", purpose: "To be carried on.", language: "en" };
  return { law, ledger, file, head: { time: testLaw.now } };
}

interface Money {
  readonly balances: readonly { account: number; currency: number; shares: string }[];
  readonly trusts: readonly { account: number; currency: number; cap: number }[];
}

test("circles keep what they hold, and what a closed one held is the circle's around it", () => {
  const written = JSON.parse(forkFounding(carriedOf(withCircles())));
  const { balances, trusts } = written.rooms.money as Money;
  assert.deepEqual(
    balances.map(({ account, shares }) => [account, shares]),
    [
      [1, String(UNIT)],
      [accountOf(2), String(5n * UNIT)],
      [accountOf(3), String(4n * UNIT)],
    ],
  );
  assert.deepEqual(
    trusts.map(({ account, cap }) => [account, cap]),
    [
      [2, 5],
      [accountOf(2), 0],
      [accountOf(3), 0],
    ],
  );
  assert.equal(written.rooms.circles.circles.length, 2);
});
