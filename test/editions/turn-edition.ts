import type { MovableClock } from "#engine/clock.js";
import { adoptWire } from "#engine/testing/adopting.js";
import { until } from "#engine/testing/until.js";
import type { TestNode } from "#node/testing/test-node.js";
import { DAY } from "#node/testing/test-node.js";
import { present } from "#protocol/index.js";

/**
 * Has a community whose node runs adopt edition 2, and turn to it; its machine rehearses by itself.
 *
 * Bounds: the third person has done nothing before.
 */
export async function turnEdition(testNode: TestNode, clock: MovableClock): Promise<void> {
  const { engine } = testNode.node();
  const signer = present(testNode.people[2], "a third person signs");
  const at = clock.now() + DAY;
  // What is signed is valid for a day from the newest block.
  await engine.tick();
  const adopted = await testNode.post(adoptWire(engine, signer, { person: 3, nonce: 1, at }));
  if (adopted.status !== 200) throw new Error(JSON.stringify(adopted.json));
  await until(async () => {
    await engine.tick();
    const told = await testNode.request("/api/v1/network");
    return told.json.edition.ahead?.rehearsed === 1;
  });
  clock.advance(DAY);
  await until(async () => {
    await engine.tick();
    return engine.ledger.law.edition === 2;
  });
}
