import { migrateOver } from "./edition-turn.ts";
import { attempt } from "./kernel/attempt.ts";
import { changedSnapshot } from "./kernel/changed-snapshot.ts";
import { createReader } from "./kernel/overlay.ts";
import type { Snapshot } from "./kernel/state.ts";
import type { Law } from "./law.ts";
import { createStateMachine, type World } from "./state-machine.ts";

/** What an edition is rehearsed on. */
export interface RehearsalDeps {
  readonly community: Uint8Array;
  readonly world: World;
  readonly snapshot: Snapshot;
  readonly now: number;
}

/**
 * Runs an edition's migration on a copy of the state and looks at every invariant afterwards; says what
 * is wrong, or nothing. Nothing of it stays.
 *
 * Cost: reads the whole state.
 */
export function rehearseEdition(next: Law, deps: RehearsalDeps): string | undefined {
  const { community, world, snapshot, now } = deps;
  const done = attempt(() => migrateOver(next, snapshot, now));
  if (!done.ok) return `the migration fails: ${done.reason}`;
  const stateMachine = createStateMachine(next, community, world);
  // Read as bytes again, so that a row that only looks right in memory is found.
  const state = createReader(changedSnapshot(snapshot, done.value.changes()));
  const [broken] = stateMachine.broken(state, now);
  return broken === undefined ? undefined : `after the migration a rule does not hold: ${broken}`;
}
