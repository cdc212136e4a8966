// Goal: one place has one name, however its address is written. Method: spellings of the same.
import assert from "node:assert/strict";
import { test } from "node:test";
import { placeOfIp, readIp } from "./ip.ts";

const placeOf = (text: string): string | undefined => {
  const ip = readIp(text);
  return ip === undefined ? undefined : placeOfIp(ip);
};

test("all addresses of one /64 count as one, compressed or not", () => {
  const place = "2001:0db8:0000:0000::/64";
  for (const text of [
    "2001:db8::1",
    "2001:db8::2",
    "2001:db8:0:0:1234:5678:9abc:def0",
    "2001:DB8::ffff:192.0.2.1",
    "[2001:db8::1]",
    "[2001:db8::1]:4711",
    "2001:db8::1%eth0",
  ]) {
    assert.equal(placeOf(text), place, text);
  }
  assert.notEqual(placeOf("2001:db8:0:1::1"), place);
  assert.equal(placeOf("::1"), "0000:0000:0000:0000::/64");
});

test("an IPv4 address is the same inside an IPv6 one", () => {
  for (const text of [
    "192.0.2.7",
    "192.0.2.7:80",
    "::ffff:192.0.2.7",
    "::ffff:c000:207",
    "0:0:0:0:0:ffff:c000:0207",
  ]) {
    assert.equal(placeOf(text), "192.0.2.7", text);
  }
});

test("what is no address is none", () => {
  for (const text of ["", "unknown", "_hidden", "256.1.1.1", "1.2.3", "12345::", "a.example"]) {
    assert.equal(readIp(text), undefined, text);
  }
});
