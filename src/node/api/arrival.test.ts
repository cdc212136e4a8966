// Goal: at the HTTP door nobody counts as somebody else, and being on this machine grants nothing.
// Method: a real node, asked as a proxy, a liar, a page of somebody else and a stranger ask.
import assert from "node:assert/strict";
import { stat } from "node:fs/promises";
import { request } from "node:http";
import { test } from "node:test";
import { homeLayout } from "../home/layout.ts";
import type { NodeOptions } from "../node.ts";
import { foundTestNode, type TestNode } from "../testing/test-node.ts";

async function withTestNode(
  options: Partial<NodeOptions>,
  run: (testNode: TestNode) => Promise<void>,
  isDemo = false,
) {
  const testNode = await foundTestNode(2, isDemo);
  await testNode.start(options);
  try {
    await run(testNode);
  } finally {
    await testNode.end();
  }
}

/** Asks under any name, which `fetch` does not allow. */
function askAs(testNode: TestNode, host: string): Promise<number | undefined> {
  const { port } = testNode.node();
  return new Promise((resolve, reject) => {
    const path = "/api/v1/community";
    request({ host: "127.0.0.1", port, path, headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on("error", reject)
      .end();
  });
}

const from = (address: string) => ({ headers: { "x-forwarded-for": address } });
const streams = { limits: { eventStreamsPerAddressMax: 1 } };

test("behind a proxy one stranger uses up only their own streams", async () => {
  await withTestNode({ ...streams, trustedProxies: ["this machine"] }, async (testNode) => {
    const open = (address: string) =>
      fetch(`${testNode.node().url}/api/v1/events`, from(address)).then((answer) => answer.status);
    assert.equal(await open("203.0.113.5"), 200);
    assert.equal(await open("203.0.113.5"), 503);
    assert.equal(await open("1.1.1.1, 203.0.113.5"), 503);
    assert.equal(await open("203.0.113.6"), 200);
    assert.equal(await open("2001:db8::1"), 200);
    assert.equal(await open("2001:db8::2"), 503);
    assert.equal(await open("2001:db8:0:1::2"), 200);
  });
});

test("a proxy that nobody has named is refused, and the log names the setting once", async () => {
  const warnings: string[] = [];
  const log = { info() {}, warn: (what: string) => warnings.push(what), error() {} };
  await withTestNode({ log }, async (testNode) => {
    for (const path of ["/api/v1/community", "/", "/readyz"]) {
      const answer = await testNode.request(path, from("203.0.113.5"));
      assert.equal(answer.status, 403, path);
      assert.equal(answer.json.code, "node/unknown-proxy");
      assert.match(answer.json.detail, /trusted-proxies/);
    }
    assert.equal(warnings.filter((what) => what.includes("trusted-proxies")).length, 1);
    assert.equal((await testNode.request("/api/v1/community")).status, 200);
  });
});

test("figures are for those who may read the home, wherever they ask from", async () => {
  await withTestNode({ trustedProxies: ["this machine"] }, async (testNode) => {
    for (const path of ["/metrics", "/api/v1/metrics"]) {
      for (const init of [{}, from("203.0.113.5"), { headers: { authorization: "Bearer " } }]) {
        const answer = await testNode.request(path, init);
        assert.equal(answer.status, 403);
        assert.equal(answer.json.code, "node/local-only");
      }
      const headers = await testNode.local();
      assert.equal((await testNode.request(path, { headers })).status, 200);
    }
  });
});

test("the token is readable by its owner alone, and gone with the node", async () => {
  const testNode = await foundTestNode(1);
  const { localToken } = homeLayout(testNode.home);
  await testNode.start();
  const first = await testNode.local();
  if (process.platform !== "win32") assert.equal((await stat(localToken)).mode & 0o777, 0o600);
  await testNode.node().stop();
  await assert.rejects(stat(localToken), { code: "ENOENT" });
  await testNode.start();
  assert.notDeepEqual(await testNode.local(), first);
  await testNode.end();
});

test("a name that is not the node's own gets nothing", async () => {
  await withTestNode({ publicNames: ["folk.example.org"] }, async (testNode) => {
    const { port } = testNode.node();
    for (const host of [`127.0.0.1:${port}`, "localhost", "[::1]:80", "folk.example.org"]) {
      assert.equal(await askAs(testNode, host), 200, host);
    }
    for (const host of [`evil.example:${port}`, "folk.example.org.evil.example"]) {
      assert.equal(await askAs(testNode, host), 421, host);
    }
  });
});

test("a cookie is for HTTPS alone where people come by HTTPS, and its token stands nowhere else", async () => {
  await withTestNode({ trustedProxies: ["this machine"] }, async (testNode) => {
    const viaHttps = { "x-forwarded-for": "203.0.113.5", "x-forwarded-proto": "https" };
    for (const [headers, isSecure] of [
      [{}, false],
      [viaHttps, true],
      [{ ...viaHttps, "x-forwarded-proto": "https, http" }, false],
    ] as const) {
      const { set, body } = await testNode.openSession(1, headers);
      assert.equal(/; Secure/.test(set), isSecure, set);
      assert.match(set, /HttpOnly/);
      assert.match(set, /SameSite=Strict/);
      const token = /=([0-9a-f]{64});/.exec(set)?.[1];
      assert.ok(token !== undefined && !body.includes(token));
    }
  });
});

test("a page of somebody else cannot move a demonstration's time", async () => {
  const run = async (testNode: TestNode) => {
    const { url } = testNode.node();
    const post = (headers: Record<string, string>) =>
      testNode.request("/api/v1/demo/time", { method: "POST", headers, body: '{"advanceMs":1}' });
    for (const origin of ["https://evil.example", "null", "http://127.0.0.1:1"]) {
      const answer = await post({ origin });
      assert.equal(answer.status, 403, origin);
      assert.equal(answer.json.code, "node/other-page");
    }
    assert.equal((await post({ origin: url })).status, 200);
    assert.equal((await post({ origin: "https://folk.example.org" })).status, 200);
    assert.equal((await post({})).status, 200);
  };
  await withTestNode({ publicNames: ["folk.example.org"] }, run, true);
});

test("below a folder the node answers whether the proxy has cut it off or not", async () => {
  await withTestNode({ basePath: "/folk" }, async (testNode) => {
    for (const folder of ["", "/folk"]) {
      assert.equal((await testNode.request(`${folder}/api/v1/community`)).status, 200);
      assert.equal((await testNode.request(`${folder}/readyz`)).status, 200);
      const page = await testNode.request(`${folder}/j/1`);
      assert.match(page.json, /src="\/folk\/assets\//);
      assert.match(page.json, /name="base-path" content="\/folk\/"/);
      const script = /src="(\/folk\/assets\/[^"]+)"/.exec(page.json)?.[1] ?? "";
      assert.equal((await testNode.request(script)).status, 200, script);
    }
    assert.equal(
      (await testNode.request("/folkmoot/api/v1/community")).json.includes?.("Folkmoot"),
      true,
    );
    const { set } = await testNode.openSession(1);
    assert.match(set, /; Path=\/folk\/api/);
  });
});
