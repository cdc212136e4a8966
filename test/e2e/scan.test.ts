/**
 * Goal: what one device shows as a QR code, another one scans: a device's code, a request for money, a page,
 * an invitation; nothing is done by scanning alone, the camera goes off again, and without a camera
 * everything can be typed.
 * Method: real browsers whose camera sees a film of what the other page drew; browsers whose camera is
 * refused, or missing; and codes that somebody else may have printed.
 */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { readPaymentRequest, writePaymentRequest } from "#client/payment-request.js";
import { axeFaults } from "../browser/axe.ts";
import { launchChromium } from "../browser/chromium.ts";
import { cameraFlags, filmOf } from "../browser/fake-camera.ts";
import { looks, picture, sideways } from "../browser/looks.ts";
import { openProfile, type Profile, visit, visitAs } from "./profile.ts";
import { scannedFrom } from "./read-qr.ts";
import { runDemo } from "./run-demo.ts";
import { foundSmallCommunity, type SmallCommunity } from "./small-community.ts";

const folder = mkdtempSync(join(tmpdir(), "folkmoot-scan-"));
let community: SmallCommunity;
let browser: Browser;
let ana: Profile;
let chainId: string;

before(async () => {
  community = await foundSmallCommunity();
  browser = await launchChromium();
  ana = await openProfile(browser, community.url);
  const told = await fetch(new URL("/api/v1/community", community.url));
  ({ chainId } = (await told.json()) as { chainId: string });
});
after(async () => {
  await browser?.close();
  await community?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole("button", { name, exact: true }).click();

/** Opens a place in a browser whose camera sees a code; it keeps every stream that a page is given. */
async function withCamera(
  text: string,
  place: string,
  run: (page: Page) => Promise<void>,
): Promise<void> {
  const film = join(folder, `${Date.now()}.y4m`);
  filmOf(text, film);
  const own = await launchChromium(cameraFlags(film));
  try {
    const profile = await openProfile(own, community.url);
    await keepStreams(profile.page);
    await visit(profile.page, community.url, place);
    await run(profile.page);
    profile.assertQuiet();
  } finally {
    await own.close();
  }
}

declare global {
  var streams: MediaStream[];
}

async function keepStreams(page: Page): Promise<void> {
  await page.addInitScript(() => {
    globalThis.streams = [];
    const { mediaDevices } = navigator;
    if (mediaDevices === undefined) return;
    const ask = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (wanted) => {
      const stream = await ask(wanted);
      globalThis.streams.push(stream);
      return stream;
    };
  });
}

/** Every camera that was on is off again. */
async function cameraIsOff(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    globalThis.streams.every((one) =>
      one.getTracks().every((track) => track.readyState === "ended"),
    ),
  );
  assert.ok((await page.evaluate(() => globalThis.streams.length)) > 0);
}

test("a second device is added by scanning the code that it shows, and by nothing less than a press", async () => {
  const second = await openProfile(browser, community.url);
  await visit(second.page, community.url, "second");
  await second.page.getByLabel("Your number in the community").fill("1");
  await press(second.page, "Show the code");
  const code = await second.page.getByLabel("Code of this device").inputValue();
  const shown = await scannedFrom(second.page);
  assert.equal(shown.toLowerCase(), code);
  await withCamera(shown, "devices", async (page) => {
    await press(page, "Scan a QR code");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    assert.equal(await page.getByLabel("Code from the other device").inputValue(), code);
    await cameraIsOff(page);
    await press(second.page, "I have added it there");
    await second.page.getByText("has not added this one yet", { exact: false }).waitFor();
    await press(page, "Add it");
    await page.getByText("The other device can sign for you now.").waitFor();
  });
  await press(second.page, "I have added it there");
  await second.page.getByRole("heading", { level: 1, name: /needs? you/ }).waitFor();
  second.assertQuiet();
  await second.context.close();
});

test("a request for money is shown, scanned, and asked once more before anything is paid", async () => {
  const { page } = ana;
  await visit(page, community.url, "money");
  await page.getByRole("link", { name: "Ask for money" }).click();
  await page.getByRole("heading", { level: 1, name: "Ask for money" }).waitFor();
  await page.getByLabel("How much?").fill("2,50");
  await page.getByLabel("What for?").fill("Bread & soup");
  const link = await page.getByLabel("Link to pay you").inputValue();
  assert.deepEqual(readPaymentRequest(link), {
    chainId,
    to: 1,
    amount: "2.5",
    note: "Bread & soup",
  });
  assert.equal(await scannedFrom(page), link);
  await withCamera(link, "money/pay", async (own) => {
    await press(own, "Scan a QR code");
    await own.getByText("This is your own request.", { exact: false }).waitFor();
    assert.equal(await own.getByLabel("How much?").count(), 0);
    await cameraIsOff(own);
  });
});

/** Somebody whom the first person of a demonstration can pay that much. */
async function payee(url: string, least: number): Promise<number> {
  for (let to = 2; to < 25; to += 1) {
    const path = `/api/v1/views/money/payable?from=1&to=${to}`;
    const { value } = (await (await fetch(new URL(path, url))).json()) as {
      value: { micro: string };
    };
    if (Number(value.micro) >= least) return to;
  }
  throw new Error("nobody can be paid");
}

test("a request that is opened fills in whom, how much and what for, and is paid only when confirmed", async () => {
  const harbour = await runDemo();
  const to = await payee(harbour.url, 1_000_000);
  const told = await fetch(new URL("/api/v1/community", harbour.url));
  const here = (await told.json()) as { chainId: string };
  const asked = { chainId: here.chainId, to, amount: "0.25", note: "Soup" };
  const device = await openProfile(browser, harbour.url);
  const { page } = device;
  await visitAs(page, harbour.url, 1, "money");
  await page.goto(writePaymentRequest(harbour.url, asked));
  await page.getByText("Somebody asks you for this.", { exact: false }).waitFor();
  assert.equal(await page.getByLabel("How much?").inputValue(), "0.25");
  assert.equal(await page.getByLabel("What for?").inputValue(), "Soup");
  assert.equal(await page.getByRole("dialog").count(), 0);
  await press(page, "Pay 0.25");
  await press(page, "Pay");
  await page.getByText(/^0\.25 paid to /).waitFor();
  device.assertQuiet();
  await device.context.close();
  await harbour.stop();
});

test("a request of another community pays nobody here, scanned or opened", async () => {
  const asked = { chainId: `folk-${"12".repeat(20)}`, to: 1, amount: "9", note: undefined };
  const link = writePaymentRequest(community.url, asked);
  await withCamera(link, "money/pay", async (page) => {
    await press(page, "Scan a QR code");
    await page.getByText("This request is from another community.", { exact: false }).waitFor();
    await page.goto("about:blank");
    await page.goto(link);
    await page.getByText("Nothing can be paid by it here.", { exact: false }).waitFor();
    assert.equal(await page.getByLabel("How much?").count(), 0);
  });
});

test("a page that one device shows is compared by another one that scans it", async () => {
  await visit(ana.page, community.url, "witnesses");
  await press(ana.page, "Show a QR code");
  const shown = await scannedFrom(ana.page);
  assert.match(shown, /^\d+\.[0-9A-F]{64}$/, "it holds no address that a camera would open");
  await withCamera(shown, "witnesses", async (page) => {
    await press(page, "Scan a QR code");
    await page
      .getByText("The same: your device has verified this very page", { exact: false })
      .waitFor();
  });
  const other = `${shown.split(".")[0]}.${"AB".repeat(32)}`;
  await withCamera(other, "scan", async (page) => {
    await press(page, "Scan a QR code");
    await page.getByRole("heading", { level: 1, name: "Two histories" }).waitFor();
  });
});

test("an invitation is shown only once asked for, and opens where it is scanned", async () => {
  await visit(ana.page, community.url, "people/invite");
  await press(ana.page, "Make the link");
  const link = await ana.page.getByLabel("Invitation link").inputValue();
  assert.equal(await ana.page.locator("svg.qr").count(), 0, "its secret is not shown to the room");
  await press(ana.page, "Show a QR code");
  assert.equal(await scannedFrom(ana.page), link);
  await withCamera(link, "scan", async (page) => {
    await press(page, "Scan a QR code");
    await page.getByRole("heading", { level: 1, name: "Join Harbour" }).waitFor();
  });
});

test("a sticker that leads elsewhere is named, not followed, and a device\u2019s code adds nobody from here", async () => {
  await withCamera("https://evil.example.net/j/1#x", "scan", async (page) => {
    await press(page, "Scan a QR code");
    await page
      .getByText("This leads to another place: evil.example.net.", { exact: false })
      .waitFor();
    assert.ok(page.url().startsWith(community.url));
    await page.getByLabel("What the code says").fill("ab".repeat(96));
    await press(page, "Open it");
    await page.getByText("This is the code of another device.", { exact: false }).waitFor();
    await page.getByLabel("What the code says").fill("javascript:alert(1)");
    await press(page, "Open it");
    await page.getByText("This is nothing that Folkmoot knows.").waitFor();
  });
});

test("a browser that reads codes by itself is asked, and the package\u2019s reader is not fetched", async () => {
  const film = join(folder, "nothing.y4m");
  filmOf("nothing", film);
  const own = await launchChromium(cameraFlags(film));
  const { page } = await openProfile(own, community.url);
  await page.addInitScript(() => {
    const Own = class {
      static getSupportedFormats = async () => ["qr_code"];
      detect = async () => [{ rawValue: "said by the browser" }];
    };
    Object.defineProperty(globalThis, "BarcodeDetector", { value: Own });
  });
  const fetched: string[] = [];
  page.on("request", (asked) => fetched.push(asked.url()));
  await visit(page, community.url, "devices");
  await press(page, "Scan a QR code");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  assert.equal(
    await page.getByLabel("Code from the other device").inputValue(),
    "said by the browser",
  );
  assert.ok(!fetched.some((url) => /decode/.test(url)), fetched.join(" "));
  await own.close();
});

test("a camera that is refused, or missing, is said, and the code can be typed", async () => {
  for (const [flags, sentence] of [
    [
      ["--use-fake-device-for-media-stream", "--deny-permission-prompts"],
      "The camera may not be used here.",
    ],
    [["--use-fake-ui-for-media-stream"], "There is no camera here that can be used."],
  ] as const) {
    const own = await launchChromium(flags);
    const { page } = await openProfile(own, community.url);
    await visit(page, community.url, "devices");
    await press(page, "Scan a QR code");
    await page.getByText(sentence, { exact: false }).waitFor();
    await press(page, "Close");
    await page.getByLabel("Code from the other device").fill("not whole");
    await page.getByText("That is not a whole code.").waitFor();
    await own.close();
  }
});

test("nobody but these pages may use the camera", async () => {
  const { headers } = await fetch(community.url);
  assert.equal(headers.get("permissions-policy"), "camera=(self), microphone=(), geolocation=()");
});

for (const look of looks.filter(({ name }) => name !== "narrow-light")) {
  test(`codes and scanning are fit to look at: ${look.name}`, async () => {
    const device = await openProfile(browser, community.url, look);
    const { page } = device;
    for (const place of ["money/ask", "scan", "witnesses"]) {
      await visit(page, community.url, place);
      if (place === "witnesses") await press(page, "Show a QR code");
      if (place !== "scan") await page.locator("svg.qr").waitFor();
      assert.ok((await sideways(page)) <= 0, place);
      assert.deepEqual(await axeFaults(page), [], place);
      await picture(page, `qr-${place.replace("/", "-")}-${look.name}`);
    }
    await device.context.close();
  });
}
