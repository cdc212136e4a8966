// Goal: a machine whose law is slow slows rounds down and changes nothing else.
// Method: four engines with the real CometBFT; one law answers half a second late wherever blocks are
// proposed, looked at and carried out.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { acknowledged } from "../engine.contract.ts";
import type { Engine } from "../engine.ts";
import { assertWhole } from "../testing/alike.ts";
import { testBinary } from "../testing/comet-binary.ts";
import { createCometTestEngine } from "../testing/comet-test-engine.ts";
import type { Application } from "./abci/application.ts";

const { path, missing } = testBinary();
/** Longer than the others' time for a vote. Units: milliseconds. */
const LATE = 500;

for (const slow of [["prepareProposal"], ["processProposal", "finalizeBlock"]] as const) {
  test(`a machine is late with ${slow.join(" and ")}`, { skip: missing }, async (t) => {
    const folder = await mkdtemp(join(tmpdir(), "folkmoot-slow-"));
    const testEngine = await createCometTestEngine(folder, path, { machines: 4, people: 4 });
    let late = 0;
    const around = (law: Application): Application => {
      const lateCall =
        <Q, A>(call: (request: Q) => A) =>
        async (request: Q): Promise<Awaited<A>> => {
          late += 1;
          await pause(LATE);
          return await call(request);
        };
      const calls = slow.map((name) => [
        name,
        lateCall(law[name] as (request: unknown) => unknown),
      ]);
      return { ...law, ...Object.fromEntries(calls) } as Application;
    };
    const engines = await Promise.all(
      [1, 2, 3, 4].map((machine) => testEngine.start(machine, machine === 4 ? { around } : {})),
    );
    t.after(async () => {
      await Promise.all(engines.map((engine) => engine.stop()));
      await rm(folder, { recursive: true, force: true });
    });
    const submitted: Uint8Array[] = [];
    for (const machine of [1, 2, 3, 4, 1, 2, 3, 4]) {
      const engine = engines[machine - 1] as Engine;
      submitted.push(acknowledged(await engine.submit(testEngine.addDevice(engine, machine))).id);
    }
    assert.ok(late >= 2, "the slow law was asked");
    await assertWhole(engines, submitted);
  });
}
