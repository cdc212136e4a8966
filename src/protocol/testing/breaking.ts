import assert from "node:assert/strict";
import type { Overlay } from "../kernel/overlay.ts";
import type { Village } from "./village.ts";

/** Damage to a state, with words of what its invariant says of it. */
export type Damage = readonly [said: string, (state: Overlay) => void];

/** Asserts that each damage, done to a sound village of its own, is noticed and named. */
export function assertNoticed(found: () => Village, damages: readonly Damage[]): void {
  for (const [said, damage] of damages) {
    const village = found();
    village.assertSound();
    damage(village.state);
    const broken = village.machine.broken(village.state, village.now);
    assert.ok(
      broken.some((name) => name.includes(said)),
      `${said}, not: ${broken.join()}`,
    );
  }
}

/** A row with some of its fields changed. */
export function changed<Row extends object>(row: Row | undefined, by: Partial<Row>): Row {
  assert(row !== undefined, "only a row that is there is changed");
  return { ...row, ...by };
}
