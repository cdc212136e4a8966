// Goal: behind Caddy and nginx as the page for operators shows them, a node knows who asks, streams, compresses
// once, and keeps cookies to HTTPS and to its folder.
// Method: the programs of the system, with the page's own lines; where one is not installed its tests say so.
import assert from "node:assert/strict";
import { once } from "node:events";
import { request as askPlain, type IncomingMessage } from "node:http";
import { request as askSecure } from "node:https";
import { after, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { sessionMessage } from "#node/api/sessions.js";
import { foundTestNode, type TestNode } from "#node/testing/test-node.js";
import { missingProxy, type ProxyKind, type RealProxy, startRealProxy } from "./real-proxy.ts";

interface Way {
  readonly name: string;
  readonly kind: ProxyKind;
  readonly example: readonly string[];
  readonly folder: string;
  readonly isHttps: boolean;
  readonly change?: (example: string) => string;
}

const handedOn = (example: string) =>
  example.replace("handle_path", "handle").replace("8080/;", "8080;");

const WAYS: readonly Way[] = [
  {
    name: "Caddy, with HTTPS and compression of its own",
    kind: "caddy",
    example: ["folk.example.org {", "reverse_proxy"],
    folder: "",
    isHttps: true,
    change: (example) => example.replace("reverse_proxy", "encode gzip\n  reverse_proxy"),
  },
  {
    name: "Caddy, which takes a folder away",
    kind: "caddy",
    example: ["handle_path"],
    folder: "/folk",
    isHttps: true,
  },
  {
    name: "Caddy, which hands a folder on",
    kind: "caddy",
    example: ["handle_path"],
    folder: "/folk",
    isHttps: true,
    change: handedOn,
  },
  {
    name: "nginx, with compression of its own",
    kind: "nginx",
    example: ["location / {"],
    folder: "",
    isHttps: false,
  },
  {
    name: "nginx, which takes a folder away",
    kind: "nginx",
    example: ["location /folk/ {"],
    folder: "/folk",
    isHttps: false,
  },
  {
    name: "nginx, which hands a folder on",
    kind: "nginx",
    example: ["location /folk/ {"],
    folder: "/folk",
    isHttps: false,
    change: handedOn,
  },
];

interface Asked {
  readonly method?: string;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: string;
}

/** Asks through the proxy, whose own authority is believed; the answer's head, its body still to come. */
async function ask(proxy: RealProxy, path: string, asked: Asked = {}): Promise<IncomingMessage> {
  const { method = "GET", headers = {}, body } = asked;
  const authority = proxy.authority();
  const url = `${proxy.origin}${path}`;
  const asking =
    authority === undefined
      ? askPlain(url, { method, headers, agent: false })
      : askSecure(url, { method, headers, ca: authority, agent: false });
  asking.end(body);
  const [answer] = (await once(asking, "response")) as [IncomingMessage];
  return answer;
}

async function bytesOf(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Signs in through the proxy; the cookie as it is set. */
async function signInThrough(proxy: RealProxy, api: string, testNode: TestNode): Promise<string> {
  const post = (path: string, body?: string) =>
    ask(proxy, `${api}${path}`, { method: "POST", ...(body === undefined ? {} : { body }) });
  const given = (await bytesOf(await post("/sessions/challenge"))).toString();
  const { challenge } = JSON.parse(given) as { challenge: string };
  const [signer] = testNode.people;
  assert.ok(signer !== undefined);
  const message = sessionMessage(testNode.community, Buffer.from(challenge, "hex"));
  const signature = Buffer.from(signer.sign(message)).toString("hex");
  const opened = await post(
    "/sessions",
    JSON.stringify({ person: 1, device: 0, challenge, signature }),
  );
  assert.equal(opened.statusCode, 200);
  opened.resume();
  return opened.headers["set-cookie"]?.[0] ?? "";
}

for (const way of WAYS) {
  const skip = missingProxy(way.kind);
  const { folder } = way;
  const api = `${folder}/api/v1`;
  let testNode: TestNode;
  let proxy: RealProxy;

  test(`${way.name}: people reach the node, and the app`, { skip }, async () => {
    testNode = await foundTestNode(2);
    const options = { trustedProxies: ["this machine"], basePath: folder };
    await testNode.start({ ...options, limits: { eventStreamsPerAddressMax: 1 } });
    proxy = await startRealProxy({ ...way, nodePort: testNode.node().port });
    const page = await ask(proxy, `${folder}/`);
    assert.equal(page.statusCode, 200);
    const html = (await bytesOf(page)).toString();
    const script = /src="([^"]+\.js)"/.exec(html)?.[1] ?? "";
    const path = new URL(script, `${proxy.origin}${folder}/`).pathname;
    assert.ok(path.startsWith(`${folder}/assets/`), path);
    assert.equal((await ask(proxy, path)).statusCode, 200);
    const { name } = JSON.parse((await bytesOf(await ask(proxy, `${api}/community`))).toString());
    assert.equal(name, "Testing");
  });

  test(`${way.name}: a stream comes at once, and is counted for whom the proxy asks`, {
    skip,
  }, async () => {
    // What the asker says of itself is not believed, no matter for whom.
    const stream = await ask(proxy, `${api}/events`, {
      headers: { "x-forwarded-for": "203.0.113.1", "accept-encoding": "gzip" },
    });
    assert.equal(stream.statusCode, 200);
    assert.equal(stream.headers["content-encoding"], undefined);
    let heard = "";
    const block = new Promise<void>((resolve) => {
      stream.on("data", (chunk: Buffer) => {
        heard += chunk.toString();
        if (heard.includes("event: block")) resolve();
      });
    });
    await testNode.node().engine.tick();
    await block;
    const second = await ask(proxy, `${api}/events`, {
      headers: { "x-forwarded-for": "203.0.113.2" },
    });
    assert.equal(second.statusCode, 503);
    stream.destroy();
    second.destroy();
  });

  test(`${way.name}: a cookie is for the folder, and for HTTPS where people come by it`, {
    skip,
  }, async () => {
    const set = await signInThrough(proxy, api, testNode);
    assert.match(set, new RegExp(`; Path=${folder}/api`));
    assert.equal(/; Secure/.test(set), way.isHttps, set);
  });

  test(`${way.name}: what is compressed is compressed once`, { skip }, async () => {
    const headers = { "accept-encoding": "gzip" };
    for (const path of [`${api}/openapi.json`, `${api}/faults`]) {
      const answer = await ask(proxy, path, { headers });
      assert.equal(answer.statusCode, 200, path);
      assert.equal(answer.headers["content-encoding"], "gzip", path);
      const told = JSON.parse(gunzipSync(await bytesOf(answer)).toString());
      assert.equal(typeof told, "object");
    }
  });

  test(`${way.name}: a node that does not know the proxy answers nobody through it`, {
    skip,
  }, async () => {
    await testNode.node().stop();
    await testNode.start({ basePath: folder, port: testNode.node().port });
    const answer = await ask(proxy, `${api}/community`);
    assert.equal(answer.statusCode, 403);
    assert.equal(JSON.parse((await bytesOf(answer)).toString()).code, "node/unknown-proxy");
  });

  after(async () => {
    await proxy?.stop();
    await testNode?.end();
  });
}
