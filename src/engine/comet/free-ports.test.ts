// Goal: a port that a machine is given can be listened on, now and when it is started again.
// Method: many at once, each listened on; none where systems take ports for connections going out.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { test } from "node:test";
import { freePorts } from "./free-ports.ts";

test("ports are free, different, and not among those of connections that go out", async () => {
  const ports = await freePorts(50);
  assert.equal(new Set(ports).size, 50);
  for (const port of ports) {
    assert.ok(port >= 1_024 && port < 32_768, `${port}`);
    const server = createServer().listen(port, "127.0.0.1");
    await once(server, "listening");
    await new Promise((resolve) => server.close(resolve));
  }
});
