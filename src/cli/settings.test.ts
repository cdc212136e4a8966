// Goal: a setting of several words is read from flags, environment and file alike, and lists are cut.
// Method: settings given in each way.
import assert from "node:assert/strict";
import { test } from "node:test";
import { listOf, readSettings } from "./settings.ts";

const none = { FOLKMOOT_CONFIG: "/nowhere/config.json" };

test("a setting with a dash is given by flag or environment", () => {
  const env = { ...none, FOLKMOOT_TRUSTED_PROXIES: "this machine" };
  assert.deepEqual(readSettings(env, {}).get("trusted-proxies"), {
    value: "this machine",
    origin: "environment",
  });
  assert.deepEqual(readSettings(env, { trustedProxies: "10.0.0.1" }).get("trusted-proxies"), {
    value: "10.0.0.1",
    origin: "flag",
  });
});

test("a list is cut at commas, and an empty one has no words", () => {
  const listFrom = (value: string) => listOf({ value, origin: "flag" });
  assert.deepEqual(listFrom(" this machine, 10.0.0.0/8,, "), ["this machine", "10.0.0.0/8"]);
  assert.deepEqual(listFrom(""), []);
});
