// Goal: the engine under CometBFT keeps every promise of the port, with the real program.
// Method: a network of one validator on loopback, on the same contract as every engine.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { testEngine } from "../engine.contract.ts";
import { testBinary } from "../testing/comet-binary.ts";
import { createCometTestEngine } from "../testing/comet-test-engine.ts";

const { path, missing } = testBinary();

if (missing !== false) test("the engine under CometBFT", { skip: missing }, () => {});
else {
  testEngine("comet engine", async () => {
    const folder = await mkdtemp(join(tmpdir(), "folkmoot-comet-"));
    const testEngine = await createCometTestEngine(folder, path);
    let engine = await testEngine.start(1);
    // The first block has the founding's own time, like the founding itself.
    if (engine.head().height === 0) await engine.tick();
    return {
      get engine() {
        return engine;
      },
      addDevice: (person, changed) => testEngine.addDevice(engine, person, changed),
      async restart() {
        await engine.stop();
        engine = await testEngine.start(1);
        return engine;
      },
      async end() {
        await engine.stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
  });
}
