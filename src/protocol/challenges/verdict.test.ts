/** Goal: verdicts follow from the counts, never both ways, and no answer more for a side hurts it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { countAnswers, everyonesVerdict, isTakenBack, juryVerdict } from "./verdict.ts";

const count = fc.record({ yes: fc.nat(40), no: fc.nat(40), neither: fc.nat(40) });

test("yes and no are mirrored, and both never hold", () => {
  fc.assert(
    fc.property(
      count,
      fc.integer({ min: 8, max: 15 }),
      fc.nat(200),
      (given, agreeing, eligible) => {
        const turned = { ...given, yes: given.no, no: given.yes };
        const mirror = { confirmed: "honest", honest: "confirmed", fallen: "fallen" } as const;
        const ofEveryone = everyonesVerdict(given, eligible);
        assert.equal(everyonesVerdict(turned, eligible), mirror[ofEveryone]);
        if (given.yes + given.no > 15) return;
        assert.equal(juryVerdict(turned, agreeing), mirror[juryVerdict(given, agreeing)]);
      },
    ),
  );
});

test("one more who says that they must go never saves them, and staying away decides nothing", () => {
  fc.assert(
    fc.property(count, fc.nat(200), (given, eligible) => {
      const more = { ...given, yes: given.yes + 1 };
      if (everyonesVerdict(given, eligible) === "confirmed") {
        assert.equal(everyonesVerdict(more, eligible), "confirmed");
      }
      if (!isTakenBack(given, eligible)) assert.equal(isTakenBack(more, eligible), false);
      const others = { ...given, neither: given.neither + 1 };
      assert.equal(everyonesVerdict(others, eligible), everyonesVerdict(given, eligible));
    }),
  );
});

test("nobody's answers confirm nothing, even where nobody judges", () => {
  const none = { yes: 0, no: 0, neither: 0 };
  assert.equal(everyonesVerdict(none, 0), "fallen");
  assert.equal(isTakenBack(none, 0), false);
});

test("answers add up about each of the accused", () => {
  const given = [
    ["yes", "no"],
    ["yes", "abstain"],
    ["no", "no"],
  ] as const;
  assert.deepEqual(countAnswers(2, given), [
    { yes: 2, no: 1, neither: 0 },
    { yes: 0, no: 2, neither: 1 },
  ]);
});
