import { setTimeout as pause } from "node:timers/promises";
import type { BrowserContext, Page } from "playwright-core";
import { launchChromium } from "../test/browser/chromium.ts";
import { runDemo } from "../test/e2e/run-demo.ts";
import { print } from "./figure.ts";
import { type Passed, startCountingProxy } from "./visit/counting-proxy.ts";

/*
 * What somebody waits for, and loads, who opens the app on a bad network with a slow phone: the first time,
 * again, and without any network.
 *   npm run bench visit
 */
/** 400 kbit/s, 400 ms there and back, and a processor four times as slow. */
const NETWORK = {
  offline: false,
  latency: 400,
  downloadThroughput: 50_000,
  uploadThroughput: 50_000,
};
const SLOWER = 4;
/** How long nothing more may come until a visit counts as whole. Units: milliseconds. */
const QUIET = 4_000;
const PATIENCE = 60_000;

const demo = await runDemo();
const browser = await launchChromium();
const proxy = await startCountingProxy(demo.url);
try {
  await measure(await browser.newContext({ viewport: { width: 390, height: 844 } }));
} finally {
  proxy.close();
  await browser.close();
  await demo.stop();
}

async function measure(context: BrowserContext): Promise<void> {
  const first = await visit(context);
  seconds("first-usable", first.took, 3);
  bytes("first-usable", first.atOnce, 60_000);
  bytes("first-whole", first.whole, 180_000);
  const requests = { value: first.whole.requests, unit: "requests", goal: 20 } as const;
  print({ bench: "visit/first-whole-requests", ...requests, goalIs: "at most" });
  const again = await visit(context);
  seconds("again-usable", again.took, 0.5);
  bytes("again-whole", again.whole, 15_000);
  proxy.cut(true);
  const offline = await visit(context);
  seconds("offline-usable", offline.took, 1);
}

interface Visit {
  /** Until the first heading stands. Units: milliseconds. */
  readonly took: number;
  readonly atOnce: Passed;
  readonly whole: Passed;
}

async function visit(context: BrowserContext): Promise<Visit> {
  proxy.take();
  const page = await slowPage(context);
  const begun = performance.now();
  await page.goto(proxy.url, { waitUntil: "commit" });
  await page.locator("main h1").first().waitFor({ timeout: PATIENCE });
  const took = performance.now() - begun;
  const atOnce = proxy.take();
  const rest = await settled();
  await page.close();
  const whole = { requests: atOnce.requests + rest.requests, bytes: atOnce.bytes + rest.bytes };
  return { took, atOnce, whole };
}

async function slowPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", NETWORK);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  return page;
}

/** All that still comes, until nothing has come for a while. */
async function settled(): Promise<Passed> {
  let whole: Passed = { requests: 0, bytes: 0 };
  for (;;) {
    await pause(QUIET);
    const { requests, bytes } = proxy.take();
    whole = { requests: whole.requests + requests, bytes: whole.bytes + bytes };
    if (requests === 0 && bytes === 0) return whole;
  }
}

function seconds(name: string, took: number, goal: number): void {
  print({ bench: `visit/${name}`, value: took / 1000, unit: "s", goal, goalIs: "at most" });
}

function bytes(name: string, { bytes, requests }: Passed, goal: number): void {
  const value = { value: bytes, unit: "bytes", goal, goalIs: "at most", requests } as const;
  print({ bench: `visit/${name}-bytes`, ...value });
}
