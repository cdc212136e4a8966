import assert from "node:assert/strict";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { movableClock, systemClock } from "../../engine/clock.ts";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { decodeBlock, lightBlockFromJson } from "../../protocol/chain/index.ts";
import { fromHex, toHex } from "../../protocol/kernel/bytes.ts";
import { verifyRange } from "../../protocol/kernel/tree/verify.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { openText, sealText } from "../founding/content.ts";
import { DAY, foundTestNode, type TestNode } from "../testing/test-node.ts";

let testNode: TestNode;
before(async () => {
  testNode = await foundTestNode(3, true);
  await testNode.start();
});
after(() => testNode.end());

const table = (name: string) => {
  const found = folkmootLaw.tableByName.get(name);
  assert.ok(found);
  return found;
};

/** Publishes a text of a person, bytes included. */
async function publish(person: number, audience: string, content: unknown) {
  const { hash, digest, bytes } = sealText(person, content);
  assert.equal((await testNode.handIn(person, { hash, bytes })).status, 204);
  const kind = "profile";
  const input = { digest, audience, kind, bytes: bytes.length };
  const answer = await testNode.act(person, "records/publish", input);
  assert.equal(answer.status, 200, JSON.stringify(answer.json));
  return { hash, name: toHex(hash), bytes };
}

test("the community tells who it is", async () => {
  const { json } = await testNode.request("/api/v1/community");
  assert.equal(json.name, "Testing");
  assert.equal(json.isDemo, true);
  assert.equal(json.community, toHex(testNode.community));
  assert.equal(json.chainId, `folk-${json.community.slice(0, 40)}`);
});

test("the charter is a public text that anybody can read", async () => {
  const { json } = await testNode.request("/api/v1/community");
  const { json: many } = await testNode.request("/api/v1/blobs/read", {
    method: "POST",
    body: JSON.stringify({ hashes: [json.charter.text] }),
  });
  const bytes = Buffer.from(many.blobs[json.charter.text], "base64");
  assert.deepEqual(openText(new Uint8Array(bytes)), {
    name: "Testing",
    purpose: "To be tested.",
    language: "en",
  });
});

test("a view answers with its height, and with 304 while nothing changed", async () => {
  const path = "/api/v1/views/identity/devices?person=1";
  const first = await testNode.request(path);
  assert.equal(first.status, 200);
  assert.equal(first.json.asOf.height, testNode.node().engine.head().height);
  const tag = first.headers.get("etag") ?? "";
  const again = await fetch(`${testNode.node().url}${path}`, { headers: { "if-none-match": tag } });
  assert.ok(again.status === 304 || again.headers.get("etag") !== tag);
});

for (const [path, status] of [
  ["/api/v1/views/identity/nothing", 404],
  ["/api/v1/views/identity/devices", 400],
  ["/api/v1/views/identity/devices?person=x", 400],
  ["/api/v1/views/identity/devices?person=-1", 400],
  ["/api/v1/views/identity/devices?person=1&person=2", 400],
  ["/api/v1/views/identity/devices?person=1&more=2", 400],
  ["/api/v1/views/identity/devices?person=99999999999999999999", 400],
  ["/api/v1/views/identity/devices?person=77", 404],
  ["/api/v1/actions/zz", 400],
  [`/api/v1/actions/${"0".repeat(64)}`, 404],
  ["/api/v1/blocks/0", 400],
  ["/api/v1/blocks/999999", 404],
  ["/api/v1/light/-1", 400],
  ["/api/v1/activity?before=x", 400],
  ["/api/v1/activity?limit=1000", 400],
  ["/api/v1/proofs/identity/nothing", 404],
  ["/api/v1/proofs/identity/people?from=00", 400],
  ["/api/v1/proofs/identity/people?height=999999", 404],
  ["/api/v1/sessions", 401],
  ["/api/v1/faults/money/nothing", 404],
  ["/assets/nothing.js", 404],
] as const) {
  test(`GET ${path} is a problem with status ${status}`, async () => {
    const answer = await testNode.request(path);
    assert.equal(answer.status, status, JSON.stringify(answer.json));
    assert.equal(answer.headers.get("content-type"), "application/problem+json");
    assert.equal(answer.json.status, status);
    assert.match(answer.json.code, /^[a-z]+\/[a-z-]+$/);
  });
}

test("every problem's type leads to a description of the fault", async () => {
  const answer = await testNode.act(1, "identity/revoke-device", { device: 98 });
  const described = await testNode.request(answer.json.type);
  assert.equal(described.json.sentence, answer.json.title);
});

test("a rehearsal refuses and explains like the law, and leaves no trace", async () => {
  const before = testNode.node().engine.head().root;
  const rehearse = (body: unknown) =>
    testNode.request("/api/v1/rehearsals", { method: "POST", body: JSON.stringify(body) });
  const bad = await rehearse({ person: 1, type: "identity/revoke-device", input: { device: 9 } });
  assert.equal(bad.json.refusal.code, "identity/no-such-device");
  const last = await rehearse({ person: 2, type: "identity/revoke-device", input: { device: 0 } });
  assert.equal(last.json.refusal.code, "identity/last-key");
  assert.ok(last.json.why.sentence.length > 0);
  assert.deepEqual(testNode.node().engine.head().root, before);
  const other = { person: 2, device: 7, type: "identity/freeze", input: {} };
  assert.equal((await rehearse(other)).json.refusal.code, "identity/no-such-device");
  assert.equal((await rehearse({ ...other, device: 0 })).json.refusal, null);
  assert.equal((await rehearse({ ...other, device: 65_536 })).status, 400);
  for (const body of [{}, { type: "x" }, { type: "identity/revoke-device", person: -1 }]) {
    assert.equal((await rehearse(body)).status, 400);
  }
});

test("JSON that is no JSON, no object, too deep or too large is refused", async () => {
  const deep = `${"[".repeat(50)}${"]".repeat(50)}`;
  for (const body of ["{", "[]", "null", `{"a":${deep}}`, `{"a":${"[".repeat(100_000)}`]) {
    const answer = await testNode.request("/api/v1/rehearsals", { method: "POST", body });
    assert.equal(answer.status, 400);
  }
  const large = JSON.stringify({ a: "x".repeat(300_000) });
  const answer = await testNode.request("/api/v1/rehearsals", { method: "POST", body: large });
  assert.equal(answer.status, 413);
});

test("a proof of a table checks against the root in the header", async () => {
  await testNode.post(testNode.addDevice(1, "to be proved"));
  const { json } = await testNode.request("/api/v1/proofs/identity/devices");
  const light = await testNode.request(`/api/v1/light/${json.height}`);
  const block = lightBlockFromJson(nativeHasher, light.json);
  assert.ok(block.ok);
  const devices = table("identity/devices");
  const { appHash } = block.value.signedHeader.header;
  const proof = new Uint8Array(Buffer.from(json.proof, "base64"));
  const from = devices.keyBytes([]);
  const until = devices.endBytes([]);
  const verified = verifyRange(nativeHasher, appHash, from, until, proof);
  assert.ok(verified.ok);
  assert.equal(verified.rows.length, 4);
});

test("a block tells what is in it", async () => {
  const acted = await testNode.post(testNode.addDevice(2, "to be seen"));
  const { json } = await testNode.request(`/api/v1/blocks/${acted.json.height}`);
  assert.deepEqual(json.receipts[acted.json.index], acted.json);
  const block = decodeBlock(new Uint8Array(Buffer.from(json.block, "base64")));
  assert.ok(block.ok && block.value.txs.length === json.receipts.length);
});

test("activity lists newest first, page by page, for all and for one person", async () => {
  for (const name of ["activity 1", "activity 2", "activity 3"]) {
    assert.equal((await testNode.post(testNode.addDevice(3, name))).status, 200);
  }
  const all = await testNode.request("/api/v1/activity?limit=100");
  const heights = all.json.items.map((item: { height: number }) => item.height);
  assert.deepEqual(
    heights,
    heights.toSorted((a: number, b: number) => b - a),
  );
  const own: unknown[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const before: string = cursor === "" ? "" : `&before=${cursor}`;
    const page = await testNode.request(`/api/v1/activity?person=3&limit=2${before}`);
    own.push(...page.json.items);
    cursor = page.json.next;
  }
  assert.equal(own.length, 3);
  const expected = all.json.items.filter((item: { people: number[] }) => item.people.includes(3));
  assert.deepEqual(own, expected);
});

test("what is public anybody reads; what is for the community only who has signed in", async () => {
  const open = await publish(1, "public", { name: "Ada", about: "" });
  const closed = await publish(1, "community", { name: "Ada", about: "at home" });
  const path = `/api/v1/blobs/${closed.name}`;
  assert.equal((await testNode.request(`/api/v1/blobs/${open.name}`)).status, 200);
  assert.equal((await testNode.request(path)).status, 401);
  const { cookie } = await testNode.signIn(2);
  const read = await fetch(`${testNode.node().url}${path}`, { headers: { cookie } });
  assert.deepEqual(new Uint8Array(await read.arrayBuffer()), closed.bytes);
  const body = JSON.stringify({ hashes: [open.name, closed.name] });
  const many = await testNode.request("/api/v1/blobs/read", { method: "POST", body });
  assert.deepEqual(Object.keys(many.json.blobs), [open.name]);
  const signedIn = await testNode.request("/api/v1/blobs/read", {
    method: "POST",
    body,
    headers: { cookie },
  });
  assert.equal(Object.keys(signedIn.json.blobs).length, 2);
  const out = await testNode.request("/api/v1/sessions", { method: "DELETE", headers: { cookie } });
  assert.equal(out.status, 204);
  assert.equal((await testNode.request(path, { headers: { cookie } })).status, 401);
});

test("an erased text is gone, and cannot be handed in again", async () => {
  const text = await publish(2, "public", { name: "Bo", about: "" });
  const erased = await testNode.act(2, "records/erase", { text: text.hash });
  assert.equal(erased.status, 200);
  assert.equal((await testNode.request(`/api/v1/blobs/${text.name}`)).status, 404);
  assert.equal((await testNode.handIn(2, text)).status, 410);
});

test("bytes that nobody has published are not given to anybody", async () => {
  const { hash, bytes } = sealText(1, { name: "nobody" });
  assert.equal((await testNode.handIn(1, { hash, bytes })).status, 204);
  assert.equal((await testNode.request(`/api/v1/blobs/${toHex(hash)}`)).status, 404);
});

test("bytes under a wrong hash, and too many of them, are refused", async () => {
  const { hash } = sealText(1, {});
  const wrong = await testNode.handIn(1, { hash, bytes: new Uint8Array(100) });
  assert.equal(wrong.json.code, "node/wrong-hash");
  const large = await testNode.handIn(1, { hash, bytes: new Uint8Array(262_145) });
  assert.equal(large.status, 413);
});

test("a session needs a fresh challenge, the right key and a device in use", async () => {
  const { json } = await testNode.request("/api/v1/sessions/challenge", { method: "POST" });
  const claim = { person: 1, device: 0, challenge: json.challenge, signature: "0".repeat(128) };
  const open = (body: unknown) =>
    testNode.request("/api/v1/sessions", { method: "POST", body: JSON.stringify(body) });
  assert.equal((await open(claim)).status, 401);
  assert.equal((await open({ ...claim, challenge: "00" })).status, 401);
  assert.equal((await open({ ...claim, signature: "x" })).status, 400);
  assert.equal((await open({ ...claim, person: "1" })).status, 400);
  const { cookie } = await testNode.signIn(1);
  const mine = await testNode.request("/api/v1/sessions", { headers: { cookie } });
  assert.equal(mine.json.person, 1);
});

test("a challenge serves once", async () => {
  const { json } = await testNode.request("/api/v1/sessions/challenge", { method: "POST" });
  const { sessionMessage } = await import("./sessions.ts");
  const message = sessionMessage(testNode.community, fromHex(json.challenge) as Uint8Array);
  const signature = toHex((testNode.people[0] as (typeof testNode.people)[number]).sign(message));
  const body = JSON.stringify({ person: 1, device: 0, challenge: json.challenge, signature });
  const open = () => testNode.request("/api/v1/sessions", { method: "POST", body });
  const first = await open();
  assert.equal(first.status, 200);
  const cookie = first.headers.get("set-cookie") ?? "";
  assert.match(cookie, /HttpOnly/);
  assert.match(cookie, /SameSite=Strict/);
  assert.equal((await open()).status, 401);
});

/** Reads a stream of events until it holds what is looked for. */
async function readEvents(headers: Record<string, string>, until: RegExp, act?: () => unknown) {
  const response = await fetch(`${testNode.node().url}/api/v1/events`, { headers });
  assert.equal(response.headers.get("content-type"), "text/event-stream");
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let text = "";
  act?.();
  while (!until.test(text)) {
    const { done, value } = await reader.read();
    assert.ok(!done, text);
    text += new TextDecoder().decode(value);
  }
  await reader.cancel();
  return text;
}

test("events tell of each block, and bring what was missed", async () => {
  const { height } = testNode.node().engine.head();
  const text = await readEvents({}, /identity\/device-added/, () =>
    testNode.post(testNode.addDevice(1, "live")),
  );
  const data = JSON.parse(/data: (\{.*device-added.*\})\n/.exec(text)?.[1] ?? "");
  assert.ok(data.height > height);
  assert.ok(data.changed.includes("identity"));
  const missed = await readEvents({ "last-event-id": `${height}.0` }, /device-added/);
  assert.match(missed, new RegExp(`id: ${data.height}\\.0`));
  const reset = await readEvents({ "last-event-id": "nonsense" }, /event: reset/);
  assert.ok(!reset.includes("device-added"));
});

test("the demonstration's clock moves on, and what is due happens", async () => {
  const before = testNode.node().engine.head();
  const advance = (advanceMs: unknown) =>
    testNode.request("/api/v1/demo/time", { method: "POST", body: JSON.stringify({ advanceMs }) });
  const moved = await advance(40 * DAY);
  assert.equal(moved.status, 200);
  assert.ok(moved.json.time >= before.time + 40 * DAY);
  for (const wrong of [0, -1, 1.5, "1", 1e15, null])
    assert.equal((await advance(wrong)).status, 400);
});

test("answers carry the headers that keep browsers safe", async () => {
  const page = await fetch(`${testNode.node().url}/j/1`);
  assert.match(page.headers.get("content-security-policy") ?? "", /default-src 'self'/);
  assert.match(page.headers.get("content-security-policy") ?? "", /frame-ancestors 'none'/);
  assert.equal(page.headers.get("x-content-type-options"), "nosniff");
  const api = await fetch(`${testNode.node().url}/api/v1/community`);
  assert.equal(api.headers.get("x-content-type-options"), "nosniff");
  assert.equal(api.headers.get("access-control-allow-origin"), null);
});

test("pages of other nodes may read headers and restarts, and why there are none", async () => {
  for (const [path, status] of [
    ["light/1", 200],
    ["light/999999", 404],
    ["light/nonsense", 400],
    ["network/restarts/1", 404],
  ] as const) {
    const answer = await fetch(`${testNode.node().url}/api/v1/${path}`);
    assert.equal(answer.status, status, path);
    assert.equal(answer.headers.get("access-control-allow-origin"), "*", path);
  }
});

test("paths do not lead out of the web app's folder", async () => {
  const { port } = testNode.node();
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.write("GET /../../package.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    });
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
    });
    socket.on("end", () => resolve(text));
    socket.on("error", reject);
  });
  assert.ok(!answer.includes("AGPL"));
});

test("a newer page is made for members alone, and once a minute at most", async () => {
  const quiet = await foundTestNode();
  const clock = movableClock(systemClock);
  const node = await quiet.start({ clock });
  const headers = await quiet.signIn(1);
  const ask = (init: RequestInit) => quiet.request("/api/v1/fresh", { method: "POST", ...init });
  const { height } = (await ask({ headers })).json;
  assert.equal(height, node.engine.head().height);
  clock.advance(61_000);
  assert.equal((await ask({})).status, 401);
  assert.equal(node.engine.head().height, height, "a stranger has nothing made");
  const answers = await Promise.all([1, 2, 3, 4].map(() => ask({ headers })));
  assert.deepEqual(new Set(answers.map(({ json }) => json.height)), new Set([height + 1]));
  assert.equal((await ask({ headers })).json.height, height + 1);
  await quiet.end();
});
