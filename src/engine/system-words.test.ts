// Goal: what the system says reaches people in words. Method: real errors of files, names, ports and
// requests, and a full disk as the system, the store and a quota tell of it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { test } from "node:test";
import { EngineFault } from "./engine-fault.ts";
import { isDiskFull, systemWords } from "./system-words.ts";

const coded = (message: string, code: string, cause?: unknown) =>
  Object.assign(new Error(message, { cause }), { code });

async function errorOf(run: () => Promise<unknown>): Promise<unknown> {
  try {
    await run();
  } catch (error) {
    return error;
  }
  throw new Error("it went well");
}

test("a full disk is one, however deep and by whom it is told", () => {
  const told = [
    coded("write", "ENOSPC"),
    coded("write", "EDQUOT"),
    coded("IO error: store/000012.log: No space left on device", "LEVEL_IO_ERROR"),
    new Error("the store does not open", {
      cause: coded(
        "",
        "LEVEL_DATABASE_NOT_OPEN",
        coded("IO error: No space left on device", "LEVEL_IO_ERROR"),
      ),
    }),
    new EngineFault("disk-full", "the disk is full", "Make room."),
    new AggregateError([coded("write", "ENOSPC")]),
  ];
  for (const error of told) {
    assert.ok(isDiskFull(error), String(error));
    assert.equal(systemWords(error), "the disk is full");
  }
  const others = [coded("IO error: x: Input/output error", "LEVEL_IO_ERROR"), undefined, "ENOSPC"];
  for (const error of others) assert.ok(!isDiskFull(error));
});

test("files, ports and requests are told with what they are about, and no code", async () => {
  const missing = await errorOf(() => readFile("/nowhere/at-all"));
  assert.equal(systemWords(missing), "/nowhere/at-all: there is no such file or folder");
  const refused = await errorOf(
    () => new Promise((_, reject) => connect(65_531, "127.0.0.1").once("error", reject)),
  );
  assert.equal(systemWords(refused), "127.0.0.1:65531: nothing listens there");
  const unasked = await errorOf(() => fetch("http://127.0.0.1:65531/"));
  assert.equal(systemWords(unasked), "127.0.0.1:65531: nothing listens there");
  const unknown = Object.assign(coded("getaddrinfo ENOTFOUND a.invalid", "ENOTFOUND"), {
    hostname: "a.invalid",
  });
  assert.equal(systemWords(unknown), "a.invalid: no computer of that name is known");
  assert.equal(systemWords(new DOMException("", "TimeoutError")), "it takes too long");
  assert.equal(systemWords(new Error("of ours")), undefined);
});
