/**
 * Goal: what is read is compressed for those who take it, and says the same; nothing else is touched.
 * Method: a node is asked over a plain connection, so that nothing decodes on the way.
 */
import assert from "node:assert/strict";
import { type IncomingHttpHeaders, request } from "node:http";
import { after, before, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { foundTestNode, type TestNode } from "../testing/test-node.ts";

let testNode: TestNode;
before(async () => {
  testNode = await foundTestNode(3, true);
  await testNode.start();
});
after(() => testNode.end());

interface Sent {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const LARGE = "/api/v1/openapi.json";
const SMALL = "/api/v1/community";

async function ask(path: string, accepted: string | undefined, method = "GET"): Promise<Sent> {
  const headers = accepted === undefined ? {} : { "accept-encoding": accepted };
  return new Promise((resolve, reject) => {
    const asked = request(`${testNode.node().url}${path}`, { headers, method }, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk as Buffer);
      resolve({ headers: answer.headers, body: Buffer.concat(chunks) });
    });
    asked.on("error", reject).end();
  });
}

test("a long reading is compressed for those who take it, and says the same", async () => {
  const plain = await ask(LARGE, undefined);
  const small = await ask(LARGE, "gzip, deflate, br");
  assert.equal(plain.headers["content-encoding"], undefined);
  assert.equal(small.headers["content-encoding"], "gzip");
  assert.equal(small.headers["content-type"], plain.headers["content-type"]);
  assert.ok(small.body.length * 3 < plain.body.length);
  assert.deepEqual(gunzipSync(small.body), plain.body);
  assert.deepEqual(
    [plain, small].map(({ headers }) => headers.vary),
    ["accept-encoding", "accept-encoding"],
  );
});

test("who refuses it, a short reading and a refusal are left alone", async () => {
  const refusing = await ask(LARGE, "gzip;q=0, br");
  assert.equal(refusing.headers["content-encoding"], undefined);
  const short = await ask(SMALL, "gzip");
  assert.equal(short.headers["content-encoding"], undefined);
  assert.equal(JSON.parse(short.body.toString()).name, "Testing");
  const missing = await ask("/api/v1/views/identity/nothing", "gzip");
  assert.equal(missing.headers["content-encoding"], undefined);
  assert.equal(JSON.parse(missing.body.toString()).status, 404);
});

test("events are not held back to be compressed", async () => {
  const url = `${testNode.node().url}/api/v1/events`;
  const answer = await fetch(url, { headers: { "accept-encoding": "gzip" } });
  assert.equal(answer.headers.get("content-encoding"), null);
  const reader = answer.body?.getReader();
  const first = await reader?.read();
  assert.match(new TextDecoder().decode(first?.value), /welcome/);
  await reader?.cancel();
});
