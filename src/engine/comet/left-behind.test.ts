// Goal: a start waits for a CometBFT that was left behind, and says so where it does not go away.
// Method: a port that is held, let go, and held on.
import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { test } from "node:test";
import { SILENT } from "../embedded/options.ts";
import { waitUntilLeft } from "./left-behind.ts";

async function held() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, port: (server.address() as AddressInfo).port };
}

test("a start waits until the port is let go, and says once what it waits for", async () => {
  const { server, port } = await held();
  const warnings: string[] = [];
  const log = {
    ...SILENT,
    warn(what: string) {
      warnings.push(what);
      server.close();
    },
  };
  await waitUntilLeft(port, log);
  assert.equal(warnings.length, 1);
  await waitUntilLeft(port, log);
  assert.equal(warnings.length, 1);
});

test("where it stays, the fault says what it may be and what to do", async () => {
  const { server, port } = await held();
  await assert.rejects(waitUntilLeft(port, SILENT, 1), {
    code: "comet-stopped",
    message: /left behind/,
    remedy: /End that process/,
  });
  server.close();
});
