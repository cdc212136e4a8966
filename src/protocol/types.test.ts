/** Goal: what an action declares reaches its callers as types; a wrong input does not compile. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { identity } from "./identity/index.ts";
import type { PersonId } from "./kernel/ids.ts";
import { foundTestLaw } from "./testing/test-law.ts";
import type { InputOf, QueryOf, ViewOf } from "./typed.ts";

test("an input is typed by its action", () => {
  const input: InputOf<typeof identity, "identity/revoke-device"> = { device: 1 };
  // @ts-expect-error a device is a number
  const wrong: InputOf<typeof identity, "identity/revoke-device"> = { device: "one" };
  assert.notDeepEqual(input, wrong);
});

test("a view's query and value are typed by its declaration", () => {
  const testLaw = foundTestLaw(1);
  const query: QueryOf<typeof identity, "identity/devices"> = { person: 1 as PersonId };
  const devices = testLaw.view<ViewOf<typeof identity, "identity/devices">>(
    "identity/devices",
    query,
  );
  const nonce: number | undefined = devices[0]?.nonce;
  // @ts-expect-error a device has no name
  const name: unknown = devices[0]?.name;
  assert.deepEqual([nonce, name], [0, undefined]);
});
