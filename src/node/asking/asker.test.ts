// Goal: nobody chooses by headers who they count as. Method: what proxies and liars send.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ProblemError } from "../problem.ts";
import { askerOf } from "./asker.ts";
import { readProxies } from "./proxies.ts";

type Headers = { readonly [name: string]: string };

const ask = (socketAddress: string, headers: Headers, ...proxies: string[]) =>
  askerOf(readProxies(proxies), { socketAddress, header: (name) => headers[name] });
const placeOf = (...asked: Parameters<typeof ask>) => ask(...asked).place;
const codeOf = (...asked: Parameters<typeof ask>): string => {
  try {
    return placeOf(...asked);
  } catch (error) {
    assert.ok(error instanceof ProblemError);
    return error.problem.code;
  }
};

test("without a proxy the connection counts", () => {
  assert.equal(placeOf("203.0.113.5", {}), "203.0.113.5");
  assert.equal(placeOf("::ffff:203.0.113.5", {}), "203.0.113.5");
});

test("a proxy that nobody has named is refused, whatever header gives it away", () => {
  for (const name of ["x-forwarded-for", "forwarded", "x-forwarded-proto", "x-real-ip"]) {
    assert.equal(codeOf("127.0.0.1", { [name]: "203.0.113.5" }), "node/unknown-proxy", name);
    const other = codeOf("192.0.2.9", { [name]: "203.0.113.5" }, "this machine", "10.0.0.0/8");
    assert.equal(other, "node/unknown-proxy", name);
  }
});

test("the nearest address that is no proxy counts, and nothing to the left of it", () => {
  const through = (list: string) =>
    placeOf("127.0.0.1", { "x-forwarded-for": list }, "this machine", "10.0.0.0/8");
  assert.equal(through("203.0.113.5"), "203.0.113.5");
  assert.equal(through("127.0.0.1, 203.0.113.5"), "203.0.113.5");
  assert.equal(through("1.1.1.1, 203.0.113.5, 10.1.2.3"), "203.0.113.5");
  assert.equal(through("nonsense, 203.0.113.5:4711"), "203.0.113.5");
  assert.equal(through("10.9.9.9, 10.1.2.3"), "10.9.9.9");
  assert.equal(through("203.0.113.5, unknown"), "127.0.0.1");
  assert.equal(through(`${"1.1.1.1,".repeat(3000)}203.0.113.5`), "203.0.113.5");
});

test("Forwarded is read too, and an open quotation mark hides nothing", () => {
  const through = (text: string) => placeOf("::1", { forwarded: text }, "this machine");
  assert.equal(through("for=203.0.113.5;proto=https"), "203.0.113.5");
  assert.equal(through('For="[2001:db8::7]:4711"'), "2001:0db8:0000:0000::/64");
  assert.equal(through('for="1.1.1.1, for=203.0.113.5'), "203.0.113.5");
  assert.equal(through("for=_hidden"), "0000:0000:0000:0000::/64");
});

test("anyone who adds the header that the proxy does not write is refused", () => {
  const both = { "x-forwarded-for": "203.0.113.5", forwarded: "for=1.1.1.1" };
  assert.equal(codeOf("127.0.0.1", both, "this machine"), "node/bad-request");
  const same = { "x-forwarded-for": "203.0.113.5", forwarded: "for=203.0.113.5" };
  assert.equal(codeOf("127.0.0.1", same, "this machine"), "203.0.113.5");
});

test("HTTPS is what the nearest proxy says, not what the asker says", () => {
  const isSecure = (headers: Headers) => ask("127.0.0.1", headers, "this machine").isSecure;
  assert.equal(isSecure({ "x-forwarded-proto": "https" }), true);
  assert.equal(isSecure({ "x-forwarded-proto": "https, http" }), false);
  assert.equal(isSecure({ forwarded: "for=1.1.1.1;proto=https" }), true);
  assert.equal(isSecure({}), false);
});

test("a setting that is no address is named", () => {
  for (const word of ["", "localhost", "10.0.0.0/33", "10.0.0.0/0", "10.0.0.0/8/8", "::/x"]) {
    assert.throws(() => readProxies([word]), { code: "proxies" }, word);
  }
  const { trusts } = readProxies(["2001:db8::/32", "192.0.2.4", "::ffff:10.0.0.0/8"]);
  assert.ok(trusts("192.0.2.4") && !trusts("192.0.2.5"));
  assert.ok(trusts("2001:0db8:ffff:0000:0000:0000:0000:0001"));
});
