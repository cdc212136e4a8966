// Goal: an amount is cut exactly out of what can be paid. Method: properties.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { cutParts } from "./payment-parts.ts";

const part = fc.record({ currency: fc.nat(9), micro: fc.nat(1_000_000) });

test("parts add up to the amount, in order, none larger than what is there", () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), fc.nat(4_000_000), (parts, micro) => {
      const cut = cutParts(parts, BigInt(micro));
      const held = parts.reduce((sum, each) => sum + each.micro, 0);
      if (micro > held) return assert.equal(cut, undefined);
      assert.equal(
        cut?.reduce((sum, each) => sum + each.micro, 0),
        micro,
      );
      const usable = parts.filter((each) => each.micro > 0);
      for (const [at, each] of (cut ?? []).entries()) {
        assert.equal(each.currency, usable[at]?.currency);
        assert.ok(each.micro > 0 && each.micro <= (usable[at]?.micro ?? 0));
      }
    }),
  );
});
