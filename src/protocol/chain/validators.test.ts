import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { compareBytes, toHex } from "../kernel/bytes.ts";
import { hasher, hashOfText, numberedSet } from "../testing/chain.ts";
import {
  equalValidatorSet,
  isMoreThan,
  ONE_THIRD,
  soleProposer,
  TOTAL_POWER_MAX,
  TWO_THIRDS,
  VALIDATORS_MAX,
  validatorByAddress,
  validatorSet,
  validatorsHash,
} from "./validators.ts";

const seats = fc.uniqueArray(
  fc.record({
    publicKey: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    power: fc.bigInt({ min: 1n, max: 5n }),
  }),
  { minLength: 1, maxLength: 12, selector: ({ publicKey }) => toHex(publicKey) },
);

test("a set is ordered by power, then by address, whatever order it was given in", () => {
  fc.assert(
    fc.property(seats, (given) => {
      const set = validatorSet(hasher, given);
      const reversed = validatorSet(hasher, given.toReversed());
      assert.ok(set.ok && reversed.ok);
      assert.deepEqual(set, reversed);
      const { validators, totalPower } = set.value;
      for (const [at, validator] of validators.entries()) {
        const next = validators[at + 1];
        if (next === undefined) continue;
        const tie = validator.power === next.power;
        assert.ok(
          tie ? compareBytes(validator.address, next.address) < 0 : validator.power > next.power,
        );
      }
      assert.equal(
        totalPower,
        given.reduce((sum, { power }) => sum + power, 0n),
      );
    }),
  );
});

test("sets that cannot be are refused", () => {
  const key = hashOfText("key");
  const refused = [
    [],
    [{ publicKey: key, power: 0n }],
    [{ publicKey: key, power: -1n }],
    [{ publicKey: key.slice(1), power: 1n }],
    [
      { publicKey: key, power: 1n },
      { publicKey: key, power: 2n },
    ],
    [
      { publicKey: key, power: TOTAL_POWER_MAX },
      { publicKey: hashOfText("b"), power: 1n },
    ],
    Array.from({ length: VALIDATORS_MAX + 1 }, (_, at) => ({
      publicKey: hashOfText(`${at}`),
      power: 1n,
    })),
  ];
  for (const given of refused) assert.equal(validatorSet(hasher, given).ok, false);
  assert.ok(validatorSet(hasher, [{ publicKey: key, power: TOTAL_POWER_MAX }]).ok);
});

test("the hash binds every key and every power", () => {
  const hashes = [[1n, 1n], [1n, 2n], [2n, 1n], [1n], [1n, 1n, 1n]].map((powers) =>
    toHex(validatorsHash(hasher, numberedSet(powers))),
  );
  assert.equal(new Set(hashes).size, hashes.length);
});

test("an equal set gives everybody one vote", () => {
  const set = equalValidatorSet(hasher, [hashOfText("a"), hashOfText("b"), hashOfText("c")]);
  assert.ok(set.ok);
  assert.equal(set.value.totalPower, 3n);
  assert.ok(set.value.validators.every(({ power }) => power === 1n));
});

test("only a sole validator's turn is known", () => {
  const sole = numberedSet([1n]);
  assert.deepEqual(soleProposer(sole), sole.validators[0]?.address);
  assert.equal(soleProposer(numberedSet([1n, 1n])), undefined);
});

test("validators are found by address", () => {
  const set = numberedSet([1n, 2n, 3n]);
  for (const validator of set.validators) {
    assert.equal(validatorByAddress(set, validator.address), validator);
  }
  assert.equal(validatorByAddress(set, new Uint8Array(20)), undefined);
});

test("quorums of equal sets are those of the table of CometBFT", () => {
  const needed = (count: bigint) => {
    let power = 0n;
    while (!isMoreThan(power, TWO_THIRDS, count)) power += 1n;
    return power;
  };
  const table = [1n, 2n, 3n, 4n, 5n, 6n, 7n, 10n, 13n].map((count) => needed(count));
  assert.deepEqual(table, [1n, 2n, 3n, 3n, 4n, 5n, 5n, 7n, 9n]);
  assert.ok(!isMoreThan(1n, ONE_THIRD, 3n) && isMoreThan(2n, ONE_THIRD, 5n));
  assert.ok(!isMoreThan(0n, ONE_THIRD, 0n));
});
