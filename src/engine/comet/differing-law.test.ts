// Goal: a machine whose law differs from the others' stops and says why; the others go on without it.
// Method: four engines with the real CometBFT, one of them on a law that notes another moment.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { AnyAction } from "../../protocol/kernel/action.ts";
import { createLaw, type Law } from "../../protocol/law.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { acknowledged, assertChain } from "../engine.contract.ts";
import type { Engine } from "../engine.ts";
import { assertWhole, reachHeight } from "../testing/alike.ts";
import { testBinary } from "../testing/comet-binary.ts";
import { createCometTestEngine } from "../testing/comet-test-engine.ts";

const { path, missing } = testBinary();

/** The same law but for one thing: a device is a millisecond younger. */
function differingLaw(): Law {
  const differing = (action: AnyAction): AnyAction => {
    if (action.type !== "identity/add-device") return action;
    const apply = action.apply as (context: { readonly now: number }) => readonly never[];
    return {
      ...action,
      apply: (context: { readonly now: number }) => apply({ ...context, now: context.now + 1 }),
    } as AnyAction;
  };
  return createLaw(
    folkmootLaw.rooms.map((room) => ({ ...room, actions: room.actions.map(differing) })),
  );
}

test("a law that differs stops its machine, and no other", { skip: missing }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "folkmoot-differing-"));
  const testEngine = await createCometTestEngine(folder, path, { machines: 4, people: 4 });
  const same = await Promise.all([1, 2, 3].map((machine) => testEngine.start(machine)));
  const other = await testEngine.start(4, {}, undefined, differingLaw());
  t.after(async () => {
    await Promise.all([...same, other].map((engine) => engine.stop()));
    await rm(folder, { recursive: true, force: true });
  });
  const submitted: Uint8Array[] = [];
  const act = async (machine: number): Promise<void> => {
    const engine = same[machine - 1] as Engine;
    const { id } = acknowledged(await engine.submit(testEngine.addDevice(engine, machine)));
    submitted.push(id);
  };
  for (const machine of [1, 2, 3]) await act(machine);

  const fault = await other.stopped;
  assert.equal(fault?.code, "comet-stopped");
  assert.match(fault.message, /state differs from what the others agreed on/);
  assert.match(fault.remedy, /update Folkmoot/);

  for (const machine of [1, 2, 3]) await act(machine);
  await assertWhole(same, submitted);
  const again = await testEngine.start(4, {}, undefined, differingLaw());
  assert.equal((await again.stopped)?.message, fault.message);
});

test("so it is for a machine that fetches what was decided before", {
  skip: missing,
}, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "folkmoot-late-"));
  const testEngine = await createCometTestEngine(folder, path, { followers: 1 });
  const first = await testEngine.start(1);
  for (let person = 1; person <= 3; person += 1) {
    acknowledged(await first.submit(testEngine.addDevice(first, person)));
  }
  await reachHeight(first, 20);
  const late = await testEngine.start(2, {}, undefined, differingLaw());
  t.after(async () => {
    await Promise.all([first, late].map((engine) => engine.stop()));
    await rm(folder, { recursive: true, force: true });
  });
  const fault = await late.stopped;
  assert.match(fault?.message ?? "", /state differs from what the others agreed on/);
  await first.tick();
  await assertChain(first);
});
