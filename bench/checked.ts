import { parseArgs } from "node:util";
import { movableClock, systemClock } from "#engine/clock.js";
import { hastyLaw, hastyLawWithNext } from "#engine/testing/adopting.js";
import { DAY, foundTestNode } from "#node/testing/test-node.js";
import { launchChromium } from "../test/browser/chromium.ts";
import { openProfile, type Profile } from "../test/e2e/profile.ts";
import { turnEdition } from "../test/editions/turn-edition.ts";
import { type LyingWorld, startLyingWorld } from "../test/lies/lying-world.ts";
import { median, print } from "./figure.ts";

/*
 * From opening the app to "Checked on this device.", in a real Chromium: at an honest node, as a device
 * that is new and as one that has been here; at a node whose every answer waits; at one that was
 * started again; and at one whose community has turned to another edition meanwhile.
 *   npm run bench checked [-- --rounds 5 --slow 200 --away 500]
 */
const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    slow: { type: "string", default: "200" },
    away: { type: "string", default: "500" },
  },
});
/** The most that anybody may wait. Units: milliseconds. */
const GOAL = 5_000;
const CHECKED = "Checked on this device.";
const ROUNDS = Number(values.rounds);

const browser = await launchChromium();
try {
  const world = await startLyingWorld();
  try {
    await measureWorld(world);
  } finally {
    await world.end();
  }
  await measureEdition();
} finally {
  await browser.close();
}

/** Opens the app and waits until it says so. Units: milliseconds. */
async function timeToChecked({ page }: Profile, url: string): Promise<number> {
  await page.goto("about:blank");
  const begun = performance.now();
  await page.goto(new URL("#/helpers", url).href);
  await page.locator("p:visible", { hasText: CHECKED }).first().waitFor();
  return performance.now() - begun;
}

async function measureWorld(world: LyingWorld): Promise<void> {
  const { proxy } = world;
  const node = () => world.honest().engine;
  const fresh = async (): Promise<number> => {
    const device = await openProfile(browser, proxy.url);
    await node().tick();
    const took = await timeToChecked(device, proxy.url);
    await device.context.close();
    return took;
  };
  await rounds("new-device", fresh);
  const device = await openProfile(browser, proxy.url);
  await timeToChecked(device, proxy.url);
  const again = async (): Promise<number> => {
    await node().tick();
    return timeToChecked(device, proxy.url);
  };
  await rounds("honest", again);
  proxy.slow(Number(values.slow));
  await rounds("slow", again, { answersWait: Number(values.slow) });
  await rounds("slow-new-device", fresh, { answersWait: Number(values.slow) });
  proxy.slow(0);
  await rounds("started-again", async () => {
    await world.restart();
    return again();
  });
  const away = Number(values.away);
  await rounds(
    "away",
    async () => {
      for (let page = 0; page < away; page += 1) await node().tick();
      return again();
    },
    { pages: away },
  );
}

/** Each round founds a community of its own, which turns to another edition once. */
async function measureEdition(): Promise<void> {
  await rounds("edition-changed", async () => {
    const clock = movableClock(systemClock, -DAY - 60_000);
    const node = await foundTestNode(3, false, hastyLaw);
    const device = await openProfile(browser, "http://127.0.0.1");
    try {
      const { url } = await node.start({ law: hastyLawWithNext(), clock });
      await node.node().engine.tick();
      // It verifies pages of the edition before; it does not call them new, as they are a day old.
      await visitOld(device, url);
      await turnEdition(node, clock);
      clock.advance(Math.max(0, -clock.ahead()));
      await node.node().engine.tick();
      return await timeToChecked(device, url);
    } finally {
      await device.context.close();
      await node.end();
    }
  });
}

async function visitOld({ page }: Profile, url: string): Promise<void> {
  await page.goto(new URL("#/helpers", url).href);
  await page
    .getByText(/clock is .* behind the one of this device/)
    .first()
    .waitFor();
}

async function rounds(
  name: string,
  run: () => Promise<number>,
  more: { readonly [detail: string]: number } = {},
): Promise<void> {
  const taken: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) taken.push(await run());
  print({
    bench: `checked/${name}`,
    ...{ value: median(taken), unit: "ms", goal: GOAL, goalIs: "at most" },
    ...{ worst: Math.round(Math.max(...taken)), rounds: ROUNDS, ...more },
  });
}
