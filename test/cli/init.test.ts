// Goal: a real community is founded from answers and from a document, or refused with the reason.
// Method: the program itself, in processes, as a newcomer runs it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { folkmootLaw, PUBLISHED } from "#protocol/index.js";
import { commandLine, jsonOf } from "./folkmoot.ts";

const root = mkdtempSync(join(tmpdir(), "folkmoot-init-"));
const { call, run } = commandLine(root);
after(() => rmSync(root, { recursive: true, force: true }));

test("one person founds a community, invites, vouches and proposes", async () => {
  const home = join(root, "street");
  const founded = await call(
    ...["init", "Our street", "--purpose", "Share tools.", "--founder", "Mira"],
    ...["--home", home, "--json"],
  );
  assert.equal(founded.exit, 0, founded.err);
  const { recoveryFile } = jsonOf<{ recoveryFile: string }>(founded);
  assert.equal(statSync(recoveryFile).mode & 0o777, 0o600);
  const { child } = await run("start", "--home", home, "--log-level", "silent");
  const here = (...words: readonly string[]) => call(...words, "--home", home);
  try {
    const { link } = jsonOf<{ link: string }>(await here("invite", "new", "--json"));
    assert.equal((await here("member", "join", link, "--name", "Bo")).exit, 0);
    const unclear = await here("member", "vouch", "Bo");
    assert.equal(unclear.exit, 1);
    assert.match(unclear.err, /whose key signs/);
    assert.equal((await here("member", "vouch", "Bo", "--as", "Mira")).exit, 0);
    const proposed = await here(
      ...["propose", "new", "--as", "Mira", "--kind", "rule", "--title", "A little more"],
      ...["--effect", "constitution/set-parameter parameter=income-per-hour,value=1100000"],
    );
    assert.equal(proposed.exit, 0, proposed.err);
    const tooMuch = await here(
      ...["propose", "new", "--as", "Mira", "--kind", "rule", "--title", "Much more"],
      ...["--effect", "constitution/set-parameter parameter=income-per-hour,value=4000000"],
    );
    assert.equal(tooMuch.exit, 4, tooMuch.out);
    const { texts } = jsonOf<{ value: { texts: readonly { readonly kind: string }[] } }>(
      await here("view", "records", "texts", "--person", "1", "--json"),
    ).value;
    const kept = texts.filter(({ kind }) => kind === "proposal");
    assert.equal(kept.length, 1, "the text of a refused proposal does not stay");
    const adopted = await here("edition", "adopt", "--as", "Mira");
    assert.equal(adopted.exit, 1, adopted.out);
    assert.match(adopted.err, /no edition 2 of the law/);
    const shown = await here("propose", "show", "1", "--as", "Bo");
    assert.match(shown.out, /1\.1 units an hour/);
  } finally {
    assert.equal((await here("stop")).exit, 0);
    child.kill();
  }
  assert.equal((await here("verify")).exit, 0);
  const again = await call("init", "X", "--purpose", "y", "--founder", "Z", "--home", home);
  assert.equal(again.exit, 1);
  assert.match(again.err, /lives here already/);
});

test("an invitation carries the page that its maker has verified, and who joins begins there", async () => {
  const home = join(root, "lane");
  const here = (...words: readonly string[]) => call(...words, "--home", home);
  const lane = ["init", "Our lane", "--purpose", "Share tools.", "--founder", "Lea"];
  assert.equal((await here(...lane, "--keys", join(root, "lea"))).exit, 0);
  const { child } = await run("start", "--home", home, "--log-level", "silent");
  try {
    const made = await here("invite", "new", "--keys", join(root, "lea"), "--json");
    const { link } = jsonOf<{ link: string }>(made);
    const [, height, hash = ""] =
      /#[0-9a-f]{64}\.([1-9][0-9]*)\.([0-9a-f]{64})\.[\w-]+$/.exec(link) ?? [];
    const other = hash.replace(/.$/, (end) => (end === "0" ? "1" : "0"));
    const lie = link.replace(hash, other);
    const misled = await here("member", "join", lie, "--name", "Di", "--keys", join(root, "di"));
    assert.notEqual(misled.exit, 0, "a page that the node does not have is another history");
    assert.match(misled.err, /another history/);
    const joined = await here("member", "join", link, "--name", "Cy", "--keys", join(root, "cy"));
    assert.equal(joined.exit, 0, joined.err);
    const verified = join(root, "cy", "verified");
    const file = readdirSync(verified).find((name) => name.endsWith(".anchors.json")) ?? "";
    const [begun] = JSON.parse(readFileSync(join(verified, file), "utf8"));
    assert.deepEqual([begun.kind, begun.height, begun.hash], ["header", height, hash]);
  } finally {
    assert.equal((await here("stop")).exit, 0);
    child.kill();
  }
});

test("a command whose reader has gone ends quietly", async () => {
  const bin = fileURLToPath(new URL("../../../bin/folkmoot.js", import.meta.url));
  const child = spawn(process.execPath, [bin, "help"], { stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.destroy();
  let err = "";
  child.stderr.on("data", (data: Buffer) => (err += data.toString()));
  const [code] = await once(child, "close");
  assert.deepEqual([code, err], [0, ""]);
});

test("a document is used, or refused with the field that cannot be", async () => {
  const path = join(root, "founding.json");
  const key = "ab".repeat(32);
  const good = {
    name: "Mill",
    rooms: {
      identity: { people: [{ device: key, recovery: "0".repeat(64) }] },
      membership: {
        members: [{ person: 1, since: 0, founder: true, invitedBy: 0 }],
      },
    },
  };
  const wrong: readonly [unknown, RegExp][] = [
    ["{", /not JSON/],
    [[], /not an object/],
    [{ ...good, name: undefined }, /name: missing/],
    [{ ...good, more: 1 }, /more: is not a field/],
    [{ ...good, rooms: { nosuch: {} } }, /rooms: nosuch/],
    [{ ...good, rooms: { ...good.rooms, identity: { people: [{ device: "x" }] } } }, /identity/],
    [{ ...good, validators: ["x"] }, /validators: 0/],
    [
      {
        ...good,
        rooms: {
          ...good.rooms,
          constitution: { parameters: [{ parameter: "offer-days", value: 0 }] },
        },
      },
      /offer-days/,
    ],
  ];
  for (const [place, [document, reason]] of wrong.entries()) {
    writeFileSync(path, typeof document === "string" ? document : JSON.stringify(document));
    const home = join(root, `wrong-${place}`);
    const { exit, err } = await call("init", "--founding", path, "--home", home);
    assert.equal(exit, 1, String(reason));
    assert.match(err, reason);
    assert.equal(existsSync(join(home, "founding.json")), false);
  }
  const unpublished = PUBLISHED + 1;
  if (folkmootLaw.editions.length >= unpublished) {
    writeFileSync(path, JSON.stringify({ ...good, format: unpublished }));
    const home = join(root, "too-early");
    const { exit, err } = await call("init", "--founding", path, "--home", home);
    assert.equal(exit, 1);
    assert.match(err, /not published yet/);
    assert.equal(existsSync(join(home, "founding.json")), false);
  }
  writeFileSync(path, JSON.stringify(good));
  const { exit, err } = await call("init", "--founding", path, "--home", join(root, "mill"));
  assert.equal(exit, 0, err);
  const missing = await call("init", "--founding", join(root, "none"), "--home", join(root, "n"));
  assert.equal(missing.exit, 1);
  const noExport = await call("init", "--from", root, "--home", join(root, "n"));
  assert.match(noExport.err, /no export/);
});
