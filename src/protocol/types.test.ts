/** Goal: what an action declares reaches its callers as types; a wrong input does not compile. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { identity } from "./identity/index.ts";
import type { InputOf, ViewOf } from "./typed.ts";

test("an input is typed by its action", () => {
  const input: InputOf<typeof identity, "identity/revoke-device"> = { device: 1 };
  // @ts-expect-error a device is a number
  const wrong: InputOf<typeof identity, "identity/revoke-device"> = { device: "one" };
  assert.notDeepEqual(input, wrong);
});

test("a view's value is typed by its declaration", () => {
  const value: ViewOf<typeof identity, "identity/signer"> | undefined = undefined;
  assert.equal(value, undefined);
  assert.equal(identity.views.length, 4);
});
