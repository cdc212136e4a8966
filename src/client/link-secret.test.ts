import assert from "node:assert/strict";
import { test } from "node:test";
import {
  readDeviceCode,
  readLinkPage,
  readLinkSecret,
  writeLinkPage,
  writeLinkSecret,
} from "./link-secret.ts";

const secret = new Uint8Array(32).fill(7);
const page = { height: 215n, hash: new Uint8Array(32).fill(9) };

test("what is written behind # is read again, with a page and without", () => {
  const card = { inviter: "Mira", community: "Our street", purpose: "Share tools." };
  for (const shown of [undefined, card]) {
    for (const stood of [undefined, page]) {
      const read = readLinkSecret(writeLinkSecret(secret, stood, shown));
      assert.deepEqual(read, { secret, page: stood, card: shown });
    }
  }
});

test("a page that is no page is left out, a secret that is none too", () => {
  const hex = "07".repeat(32);
  for (const tail of [".0.".concat("09".repeat(32)), ".215.09", ".x.y", "."]) {
    assert.deepEqual(readLinkSecret(`${hex}${tail}`), {
      secret,
      page: undefined,
      card: undefined,
    });
  }
  assert.equal(readLinkSecret("07").secret, undefined);
});

test("a receipt's link carries a page alone, and nothing but a page is read from it", () => {
  assert.deepEqual(readLinkPage(writeLinkPage(page)), page);
  const hash = "09".repeat(32);
  for (const text of [
    "",
    "215",
    `0.${hash}`,
    `-1.${hash}`,
    "215.09",
    `215.${hash}.1`,
    `x.${hash}`,
  ]) {
    assert.equal(readLinkPage(text), undefined, text);
  }
});

test("a device's code is read with the page that it carries, and without", () => {
  const own = "0123456789abcdef".repeat(12);
  const page = { height: 12n, hash: new Uint8Array(32).fill(7) };
  for (const text of [own, ` ${own.toUpperCase()}\n`]) {
    const code = readDeviceCode(text);
    assert.deepEqual(code, { key: own.slice(0, 64), proof: own.slice(64), page: undefined });
  }
  assert.deepEqual(readDeviceCode(`${own}.${writeLinkPage(page)}`)?.page, page);
  for (const text of [
    "",
    own.slice(1),
    `${own}0`,
    `${own}.`,
    `${own}.12`,
    `${own}.12.34`,
    `x${own}`,
  ]) {
    assert.equal(readDeviceCode(text), undefined, text);
  }
});
