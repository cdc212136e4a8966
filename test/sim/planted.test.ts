/**
 * Goal: the simulation finds what it is there to find.
 * Method: bugs are planted one by one; each is found within a bound on its seed, and without any of
 * them the same seeds show nothing.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { runCourse } from "./course.ts";
import { ACTIONS, SEEDS } from "./planted/bug.ts";
import { bugs, findBug } from "./planted/bugs.ts";
import { runWorld } from "./world.ts";

/** Actions of the engine that are run without a bug; planted ones are found within far fewer. */
const ENGINE_ACTIONS = 250;

for (const bug of bugs) {
  test(`found: ${bug.name}`, async (t) => {
    const found = await findBug(bug);
    assert.ok(found, `nothing was found on seeds ${SEEDS} within ${ACTIONS} actions of each`);
    const { check, what, actions, seed } = found;
    const where = `after ${actions} actions, on seed ${seed}`;
    t.diagnostic(`${bug.name}: caught by ${check} ${where} (${what.slice(0, 90)})`);
  });
}

test("without a bug the same seeds show nothing", async () => {
  for (const seed of SEEDS) {
    assert.equal(runCourse(seed, ACTIONS).violation, undefined, `law, seed ${seed}`);
    const { violation } = await runWorld(seed, ENGINE_ACTIONS);
    assert.equal(violation, undefined, `engine, seed ${seed}`);
  }
});
