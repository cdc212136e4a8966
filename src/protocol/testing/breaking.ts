import assert from "node:assert/strict";
import type { Writer } from "../kernel/state.ts";
import type { Village } from "./village.ts";

/** Rows that are written wrongly, and what the invariants say then. */
export type Breakage = readonly [harm: (state: Writer) => void, found: string];

/** Damage to a state, with words of what its invariant says of it. */
export type Damage = readonly [said: string, harm: (state: Writer) => void];

/** What the invariants find once rows are written wrongly; the village stays as it is. */
export function brokenBy(village: Village, harm: (state: Writer) => void): readonly string[] {
  const apart = village.state.fork();
  harm(apart);
  return village.machine.broken(apart, village.now);
}

/** Throws unless a village is sound, and each breakage is found for itself, in exactly these words. */
export function assertFound(village: Village, breakages: readonly Breakage[]): void {
  village.assertSound();
  for (const [harm, found] of breakages) {
    const broken = brokenBy(village, harm);
    assert.ok(broken.includes(found), `${found}, not ${broken.join("; ") || "nothing"}`);
  }
}

/** Throws unless each damage, done to a sound village of its own, is noticed and named. */
export function assertNoticed(found: () => Village, damages: readonly Damage[]): void {
  for (const [said, harm] of damages) {
    const village = found();
    village.assertSound();
    const broken = brokenBy(village, harm);
    const isNamed = broken.some((name) => name.includes(said));
    assert.ok(isNamed, `${said}, not ${broken.join("; ") || "nothing"}`);
  }
}

/** A row with some of its fields changed. */
export function changed<Row extends object>(row: Row | undefined, by: Partial<Row>): Row {
  assert(row !== undefined, "only a row that is there is changed");
  return { ...row, ...by };
}
