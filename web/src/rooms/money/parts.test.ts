import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { cutParts } from "./parts.ts";

const part = fc.record({ currency: fc.nat(), micro: fc.integer({ min: 1, max: 1e9 }) });

test("parts are cut in order and add up exactly", () => {
  fc.assert(
    fc.property(fc.array(part), fc.double({ min: 0, max: 1, noNaN: true }), (parts, share) => {
      const all = parts.reduce((sum, each) => sum + each.micro, 0);
      const asked = Math.floor(all * share);
      const cut = cutParts(parts, String(asked));
      assert.equal(
        cut.reduce((sum, each) => sum + each.micro, 0),
        asked,
      );
      for (const [at, each] of cut.entries()) {
        assert.equal(each.currency, parts[at]?.currency);
        assert.ok(each.micro > 0 && each.micro <= (parts[at]?.micro ?? 0));
      }
      for (const [at, each] of cut.slice(0, -1).entries())
        assert.equal(each.micro, parts[at]?.micro);
    }),
  );
});
