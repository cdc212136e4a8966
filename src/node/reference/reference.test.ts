import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { foundTestNode } from "../testing/test-node.ts";
import { actionsPage } from "./actions-page.ts";
import { inputSchemaName, openApi } from "./openapi.ts";
import { OPERATIONS } from "./operations.ts";

test("the reference page of all actions is the one that the law gives", async () => {
  const page = new URL("../../../docs/reference/actions.md", import.meta.url);
  const kept = await readFile(page, "utf8");
  assert.equal(kept, actionsPage(folkmootLaw), "run: npm run reference");
});

test("the description names every view and every action with its fields", () => {
  const api = JSON.parse(JSON.stringify(openApi(folkmootLaw, "1.0.0")));
  assert.equal(api.openapi, "3.1.0");
  for (const view of folkmootLaw.viewByName.values()) {
    assert.equal(api.paths[`/views/${view.name}`].get.summary, view.summary);
  }
  for (const { type, about } of folkmootLaw.actionByType.values()) {
    const schema = api.components.schemas[inputSchemaName(type)];
    assert.deepEqual(Object.keys(schema.properties), schema.required);
    for (const field of Object.keys(about)) assert.ok(schema.properties[field], `${type} ${field}`);
  }
});

test("every reference inside the description leads somewhere", () => {
  const api = JSON.parse(JSON.stringify(openApi(folkmootLaw, "1.0.0")));
  const found = JSON.stringify(api).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g);
  for (const [, name] of found) assert.ok(api.components.schemas[name ?? ""], name);
});

test("every operation that is described is there, and answers without a failure", async () => {
  const testNode = await foundTestNode(1, true);
  await testNode.start();
  const served = await testNode.request("/api/v1/openapi.json");
  const paths = Object.keys(served.json.paths);
  for (const { path, method } of OPERATIONS) {
    assert.ok(paths.includes(path));
    if (path === "/events") continue;
    const filled = path.replace(/\{height\}/, "1").replace(/\{[a-z]+\}/g, "x");
    const init = method === "get" ? {} : { method: method.toUpperCase() };
    const answer = await testNode.request(`/api/v1${filled}`, init);
    assert.ok(answer.status < 500, `${method} ${path}: ${answer.status}`);
    assert.notEqual(answer.json.title, "This address does not exist.", `${method} ${path}`);
  }
  await testNode.end();
});

test("every route that is there is described", async () => {
  const { Hono } = await import("hono");
  const { addRoutes } = await import("../api/app.ts");
  const api: InstanceType<typeof Hono> = new Hono();
  const nothing = new Proxy({}, { get: () => nothing }) as never;
  addRoutes(api as never, nothing);
  const described = new Set(OPERATIONS.map(({ method, path }) => `${method} ${path}`));
  for (const { method, path } of api.routes) {
    if (path.startsWith("/views/")) continue;
    const name = `${method.toLowerCase()} ${path.replace(/:([a-z]+)/g, "{$1}")}`;
    assert.ok(described.has(name), name);
  }
});
