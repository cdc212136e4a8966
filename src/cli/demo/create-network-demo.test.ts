// Goal: the demonstration grows onto the machines that its people decided on, with its history.
// Method: it is made with the fewest and the most helpers; homes are verified, the law is read.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { readValidatorKey } from "../../node/home/validator-key.ts";
import { homeLayout, readNetworkFile, verifyHome } from "../../node/index.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import { openHistory } from "../export/open-history.ts";
import { readLawView } from "../law-view.ts";
import { createNetworkDemo } from "./create-network-demo.ts";
import { HELPERS_RANGE } from "./helping.ts";

const root = mkdtempSync(join(tmpdir(), "folkmoot-grown-"));
after(() => rmSync(root, { recursive: true, force: true }));

for (const helpers of HELPERS_RANGE) {
  test(`${helpers} people run a machine, as everyone has decided`, async () => {
    const home = join(root, `of-${helpers}`);
    const { height } = await createNetworkDemo({ home, seed: "harbour", now: Date.now(), helpers });
    const layouts = Array.from({ length: helpers }, (_, at) =>
      homeLayout(join(home, `node${at + 1}`)),
    );
    const keys: string[] = [];
    for (const layout of layouts) {
      keys.push(toHex((await readValidatorKey(layout)).publicKey));
      assert.equal(statSync(layout.demo).mode & 0o077, 0);
      assert.equal(statSync(layout.validatorKey).mode & 0o077, 0);
    }
    assert.equal((await verifyHome(layouts[1]?.home ?? "")).ok, true);
    const history = await openHistory(layouts[0]?.home ?? "");
    const { ledger, head } = history;
    const state = ledger.reader();
    const shown = readLawView({ ledger, now: head.time }, "validators/helpers", {}) ?? [];
    assert.deepEqual(ledger.stateMachine.broken(state, head.time), []);
    const named = ledger.validatorKeys().map(toHex);
    await history.close();
    assert.deepEqual(named, [...keys].sort());
    assert.equal(head.height, height - 1);
    assert.equal(shown.length, helpers);
    for (const { standing, uptime } of shown) {
      assert.equal(standing, "signing");
      assert.equal(uptime, null, "nothing is noted of machines that have not run yet");
    }
    const network = await readNetworkFile(layouts[0]?.network ?? "");
    assert.deepEqual(network?.start.validators.map(toHex).sort(), [...keys].sort());
    assert.equal(existsSync(join(home, "alone")), false);
    assert.equal(existsSync(`${home}.new`), false);
  });
}
