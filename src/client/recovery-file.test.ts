import assert from "node:assert/strict";
import { test } from "node:test";
import { openRecoveryFile, type Recovery, writeRecoveryFile } from "./recovery-file.ts";

const recovery: Recovery = {
  community: "harbour",
  name: "ليلى",
  seed: Uint8Array.from({ length: 32 }, (_, at) => at * 7),
};

async function written(phrase?: string): Promise<string> {
  const file = await writeRecoveryFile(recovery, phrase);
  assert.ok(file.ok);
  return file.value;
}

async function faultOf(text: string, phrase?: string): Promise<string> {
  const opened = await openRecoveryFile(text, phrase);
  return opened.ok ? "opened" : opened.reason;
}

test("an open file brings the key back", async () => {
  const opened = await openRecoveryFile(await written());
  assert.deepEqual(opened, { ok: true, value: recovery });
});

test("a locked file opens with its passphrase only, and holds no open secret", async () => {
  const file = await written("seven boats at noon");
  assert.equal(file.includes('"open"'), false);
  assert.deepEqual(await openRecoveryFile(file, "seven boats at noon"), {
    ok: true,
    value: recovery,
  });
  assert.equal(await faultOf(file), "phraseNeeded");
  assert.equal(await faultOf(file, "seven boats at night"), "phraseWrong");
});

test("a name that was exchanged in a locked file is noticed", async () => {
  const file = (await written("seven boats at noon")).replace('"harbour"', '"mill"');
  assert.equal(await faultOf(file, "seven boats at noon"), "phraseWrong");
});

test("what is not a whole recovery file is refused with its reason", async () => {
  const file = await written();
  assert.equal(await faultOf("not json"), "fileNotOurs");
  assert.equal(await faultOf("null"), "fileNotOurs");
  assert.equal(await faultOf('{"kind":"other"}'), "fileNotOurs");
  assert.equal(await faultOf(file.replace('"version": 1', '"version": 2')), "fileNewer");
  assert.equal(await faultOf(file.replace(/"open": ".{10}/, '"open": "')), "fileDamaged");
  assert.equal(await faultOf('{"kind":"folkmoot-recovery","version":1}'), "fileDamaged");
  assert.equal(await faultOf(file.replace(/"open": "[^"]*"/, '"locked": {}'), "x"), "fileDamaged");
});

test("a short passphrase is refused before anything is written", async () => {
  const file = await writeRecoveryFile(recovery, "short");
  assert.equal(file.ok ? "written" : file.reason, "phraseShort");
});

test("the page that its device had verified comes with it, and cannot be exchanged in a locked file", async () => {
  const page = `12.${"ab".repeat(32)}`;
  for (const phrase of [undefined, "seven boats at noon"]) {
    const file = await writeRecoveryFile({ ...recovery, page }, phrase);
    assert.ok(file.ok);
    assert.deepEqual(await openRecoveryFile(file.value, phrase), {
      ok: true,
      value: { ...recovery, page },
    });
    const other = file.value.replace("12.ab", "13.ab");
    const found = await openRecoveryFile(other, phrase);
    assert.equal(found.ok, phrase === undefined);
    const without = JSON.parse(file.value) as { page?: string };
    delete without.page;
    assert.equal(
      (await openRecoveryFile(JSON.stringify(without), phrase)).ok,
      phrase === undefined,
    );
  }
});
