/**
 * Goal: two nodes whose histories begin late do not ask each other for an older header without end.
 * Method: the API's own routes on two servers that name each other, with engines that lack the header.
 */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { addHistoryRoutes } from "#node/api/light.js";
import type { Api, NodeContext } from "#node/context.js";
import { ProblemError, problemResponse } from "#node/problem.js";

const ENOUGH = 50;

test("who lacks an old header is not asked back for it", async (t) => {
  const sites: string[] = [];
  let asked = 0;
  let tooOften: () => void = () => {};
  const endless = new Promise<number>((tell) => {
    tooOften = () => tell(0);
  });
  const start = async () => {
    const engine = {
      chainId: "x",
      head: () => ({ height: 20 }),
      firstBlock: () => 10,
      lightBlock: async () => undefined,
    };
    const api: Api = new Hono();
    api.use(async (_, next) => {
      asked += 1;
      if (asked > ENOUGH) {
        tooOften();
        throw new Error("asked without end");
      }
      await next();
    });
    addHistoryRoutes(api, { engine, network: { sites } } as unknown as NodeContext);
    api.onError((error) =>
      error instanceof ProblemError
        ? problemResponse(error.problem)
        : new Response(null, { status: 500 }),
    );
    const app = new Hono().route("/api/v1", api as never);
    const server = createServer(getRequestListener(app.fetch));
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    t.after(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    sites.push(`http://127.0.0.1:${port}`);
  };
  await start();
  await start();
  const answered = fetch(`${sites[0]}/api/v1/light/1`).then(({ status }) => status);
  assert.equal(await Promise.race([answered, endless]), 404);
  assert.equal(asked, 1 + sites.length);
});
