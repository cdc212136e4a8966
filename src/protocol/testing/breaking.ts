import assert from "node:assert/strict";
import type { Writer } from "../kernel/state.ts";
import type { TestLaw } from "./test-law.ts";

/** Rows that are written wrongly, and what the invariants say then. */
export type Breakage = readonly [harm: (state: Writer) => void, found: string];

/** Damage to a state, with words of what its invariant says of it. */
export type Damage = readonly [said: string, harm: (state: Writer) => void];

/** What the invariants find once rows are written wrongly; the community stays as it is. */
export function brokenBy(testLaw: TestLaw, harm: (state: Writer) => void): readonly string[] {
  const apart = testLaw.state.fork();
  harm(apart);
  return testLaw.stateMachine.broken(apart, testLaw.now);
}

/** Throws unless a community is sound, and each breakage is found for itself, in exactly these words. */
export function assertFound(testLaw: TestLaw, breakages: readonly Breakage[]): void {
  testLaw.assertSound();
  for (const [harm, found] of breakages) {
    const broken = brokenBy(testLaw, harm);
    assert.ok(broken.includes(found), `${found}, not ${broken.join("; ") || "nothing"}`);
  }
}

/** Throws unless each damage, done to a sound community of its own, is noticed and named. */
export function assertNoticed(found: () => TestLaw, damages: readonly Damage[]): void {
  for (const [said, harm] of damages) {
    const testLaw = found();
    testLaw.assertSound();
    const broken = brokenBy(testLaw, harm);
    const isNamed = broken.some((name) => name.includes(said));
    assert.ok(isNamed, `${said}, not ${broken.join("; ") || "nothing"}`);
  }
}

/** A row with some of its fields changed. */
export function changed<Row extends object>(row: Row | undefined, by: Partial<Row>): Row {
  assert(row !== undefined, "only a row that is there is changed");
  return { ...row, ...by };
}
