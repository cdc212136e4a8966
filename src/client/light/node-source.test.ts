import assert from "node:assert/strict";
import test from "node:test";
import type { Answer, Transport } from "../transport/transport.ts";
import { ANSWER_CHARACTERS_MAX, httpLightSource, nodeLightSource } from "./node-source.ts";

const FROM = new Uint8Array(32).fill(1);
const UNTIL = new Uint8Array(32).fill(2);

function transportThat(answer: (path: string) => unknown, status = 200) {
  const paths: string[] = [];
  const transport: Transport = {
    async ask({ path }): Promise<Answer> {
      paths.push(path);
      const bytes = new TextEncoder().encode(JSON.stringify(answer(path)));
      return { status, contentType: "application/json", bytes };
    },
    follow: () => () => undefined,
  };
  return { transport, paths };
}

test("asks for light blocks by height and for the latest", async () => {
  const { transport, paths } = transportThat(() => ({ lightBlock: "" }));
  const source = nodeLightSource(transport);
  assert.deepEqual(await source.lightBlock(12n), { lightBlock: "" });
  await source.lightBlock("latest");
  assert.deepEqual(paths, ["/light/12", "/light/latest"]);
});

test("asks for ranges with and without end and height, and reads the proof", async () => {
  const { transport, paths } = transportThat(() => ({ height: 8, proof: "AQI=" }));
  const source = nodeLightSource(transport);
  const proof = { height: 7n, proof: new Uint8Array([1, 2]) };
  assert.deepEqual(await source.proveRange({ from: FROM, until: UNTIL }, 7n), proof);
  assert.deepEqual(await source.proveRange({ from: FROM, until: undefined }, undefined), proof);
  const [from, until] = ["01".repeat(32), "02".repeat(32)];
  assert.deepEqual(paths, [`/proofs?from=${from}&until=${until}&height=8`, `/proofs?from=${from}`]);
});

test("answers that are no proofs are refused", async () => {
  const answers = [
    null,
    [],
    {},
    { height: "7", proof: "AQI=" },
    { height: 7, proof: "AQI" },
    { height: 7.5, proof: "AQI=" },
    { height: 7, proof: null },
    { height: 2 ** 53, proof: "AQI=" },
  ];
  for (const answer of answers) {
    const source = nodeLightSource(transportThat(() => answer).transport);
    await assert.rejects(source.proveRange({ from: FROM, until: UNTIL }, undefined));
  }
});

test("a problem of the node rejects", async () => {
  const answering = (status: number) =>
    nodeLightSource(transportThat(() => ({ code: "x", title: "No." }), status).transport);
  const source = answering(404);
  assert.equal(await source.lightBlock(3n), undefined);
  await assert.rejects(answering(500).lightBlock(3n));
  await assert.rejects(source.proveRange({ from: FROM, until: UNTIL }, 3n));
});

test("by fetch alone: the address, an error status, nonsense and too much", async () => {
  const fetchThat = (text: string, status = 200) => {
    const urls: string[] = [];
    const fetch = async (url: string) => {
      urls.push(url);
      return { ok: status < 400, status, text: async () => text };
    };
    return { urls, source: httpLightSource("https://node.example/api/v1", fetch) };
  };
  const good = fetchThat('{"height":8,"proof":"AQI="}');
  const range = { from: FROM, until: undefined };
  assert.equal((await good.source.proveRange(range, 7n)).height, 7n);
  const address = `https://node.example/api/v1/proofs?from=${"01".repeat(32)}&height=8`;
  assert.deepEqual(good.urls, [address]);
  await assert.rejects(fetchThat("{}", 500).source.lightBlock(1n));
  assert.equal(await fetchThat("{}", 404).source.lightBlock(1n), undefined);
  await assert.rejects(fetchThat("{}", 404).source.proveRange(range, 7n));
  await assert.rejects(fetchThat("{").source.lightBlock(1n));
  const long = `"${"a".repeat(ANSWER_CHARACTERS_MAX)}"`;
  await assert.rejects(fetchThat(long).source.lightBlock(1n));
});
