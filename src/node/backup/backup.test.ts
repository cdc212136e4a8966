// Goal: a backup of a node that runs is of one moment, opens for either of two keys, and brings back a home
// that verifies; nothing damaged, foreign or living is gone on from; what was erased stays erased.
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { SILENT } from "../../engine/embedded/options.ts";
import { openLevelStore } from "../../engine/store/level-store.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import { sealText } from "../founding/content.ts";
import { homeLayout } from "../home/layout.ts";
import { readHomeFounding } from "../home/open-home.ts";
import { createNode } from "../node.ts";
import { foundTestNode, type TestNode } from "../testing/test-node.ts";
import { verifyHome } from "../verify/verify-home.ts";
import { readNote, writeNote } from "./notes.ts";
import type { PackedHome } from "./pack-home.ts";
import { restoreHome } from "./restore-home.ts";
import { keepSchedule } from "./schedule.ts";
import { createBackupKey } from "./seal.ts";
import { readTar } from "./tar.ts";
import { filesIn, type WrittenBackup, writeBackup } from "./write-backup.ts";

const root = await mkdtemp(join(tmpdir(), "folkmoot-backup-"));
after(() => rm(root, { recursive: true, force: true }));
let folders = 0;
const newFolder = (): string => {
  folders += 1;
  return join(root, String(folders));
};

async function backUp(
  testNode: TestNode,
  folder: string,
  recipients: readonly string[] = [],
): Promise<WrittenBackup> {
  const url = `${testNode.node().url}/api/v1/backup`;
  const answer = await fetch(url, { headers: await testNode.local() });
  assert.equal(answer.status, 200);
  assert.ok(answer.body !== null);
  const entries = readTar(answer.body);
  const written = await writeBackup(entries, { folder, recipients, isScheduled: false });
  assert.ok(answer.ok, "the answer is held until its end");
  return written;
}

const plain = (file: string) => ({ file, identities: [] });

test("a node that runs is backed up, for two keys, and either brings the home back", async () => {
  const testNode = await foundTestNode();
  await testNode.start();
  const [mine, envelope, other] = await Promise.all([
    createBackupKey(),
    createBackupKey(),
    createBackupKey(),
  ]);
  const { file, about } = await backUp(testNode, newFolder(), [mine.recipient, envelope.recipient]);
  const head = testNode.node().engine.head();
  assert.deepEqual([about.height, about.hash], [head.height, toHex(head.hash)]);
  const bytes = await readFile(file);
  const seed = await readFile(homeLayout(testNode.home).validatorKey, "utf8");
  assert.ok(!bytes.includes(seed.slice(20, 60)), "the key of the machine can be read in it");
  for (const { identity } of [mine, envelope]) {
    const home = newFolder();
    await restoreHome({ file, identities: [identity] }, home, true);
    const verdict = await verifyHome(home);
    assert.ok(verdict.ok && verdict.height === about.height && verdict.appHash === about.root);
  }
  const home = newFolder();
  await assert.rejects(restoreHome(plain(file), home, true), /it is encrypted/);
  const wrong = { file, identities: [other.identity] };
  await assert.rejects(restoreHome(wrong, home, true), /none of the given identities opens it/);
  await assert.rejects(readdir(home), /ENOENT/);
  await testNode.end();
});

test("a stranger gets no backup, and neither does a member", async () => {
  const testNode = await foundTestNode();
  await testNode.start();
  const { cookie } = await testNode.signIn(1);
  for (const headers of [{}, { cookie }, { authorization: "Bearer 00" }]) {
    const answer = await testNode.request("/api/v1/backup", { headers });
    assert.equal(answer.status, 403);
    assert.equal(answer.json.code, "node/local-only");
  }
  await testNode.end();
});

test("a backup that is cut off, changed or mixed is refused, and leaves nothing behind", async () => {
  const testNode = await foundTestNode();
  await testNode.start();
  const { file } = await backUp(testNode, newFolder());
  const whole = await readFile(file);
  const at = whole.indexOf("store/000001") + 600;
  const changed = Buffer.from(whole);
  changed[at] = (changed[at] as number) ^ 1;
  const shorter = whole.subarray(0, whole.length - 2_048);
  const without = Buffer.concat([
    whole.subarray(0, whole.indexOf("blobs/")),
    whole.subarray(whole.indexOf("end.json")),
  ]);
  for (const bytes of [changed, shorter, without, Buffer.from("nothing"), Buffer.alloc(5_000)]) {
    const bad = join(root, "bad.tar");
    await writeFile(bad, bytes);
    const home = newFolder();
    await assert.rejects(restoreHome(plain(bad), home, true), { code: "backup" });
    await assert.rejects(readdir(home), /ENOENT/);
  }
  const full = newFolder();
  await restoreHome(plain(file), full, true);
  await assert.rejects(restoreHome(plain(file), full, true), /is not empty/);
  await testNode.end();
});

test("a home that was restored does not go on by itself, nor beside its original", async () => {
  const testNode = await foundTestNode();
  const node = await testNode.start();
  const { file, about } = await backUp(testNode, newFolder());
  const home = newFolder();
  await assert.rejects(restoreHome(plain(file), home), { code: "other-copy" });
  await node.stop();
  await restoreHome(plain(file), home);
  await assert.rejects(createNode({ home }), { code: "restored" });
  const again = await testNode.start();
  await assert.rejects(createNode({ home, nothingSince: true }), { code: "other-copy" });
  await again.stop();
  const gone = await createNode({ home, nothingSince: true });
  assert.ok(gone.engine.head().height >= about.height);
  await gone.stop();
  // Once it has gone on, nothing has to be said any more.
  await (await createNode({ home })).stop();
  await testNode.end();
});

test("an original that answers at its address is found, wherever it runs", async () => {
  const testNode = await foundTestNode();
  const node = await testNode.start();
  const { file } = await backUp(testNode, newFolder());
  // As if the backup were restored on another computer: only the address is left to ask.
  const home = newFolder();
  await restoreHome(plain(file), home, true);
  const { restored } = homeLayout(home);
  const known = JSON.parse(await readFile(restored, "utf8"));
  await writeFile(restored, JSON.stringify({ ...known, host: "elsewhere", sites: [node.url] }));
  await assert.rejects(createNode({ home, nothingSince: true }), /answers at http/);
  await node.stop();
  await (await createNode({ home, nothingSince: true })).stop();
  await testNode.end();
});

test("a text that was erased after a backup stays erased when it is restored", async () => {
  const testNode = await foundTestNode();
  const node = await testNode.start();
  const text = sealText(1, { text: "What I would rather not have said." });
  assert.equal((await testNode.handIn(1, text)).status, 204);
  const { digest, hash, bytes } = text;
  const about = { digest, audience: "public", kind: "note", bytes: bytes.length };
  assert.equal((await testNode.act(1, "records/publish", about)).json.code, 0);
  const folder = newFolder();
  const before = await backUp(testNode, folder);
  assert.equal((await testNode.act(1, "records/erase", { text: hash })).json.code, 0);
  const later = await backUp(testNode, folder);
  assert.ok(later.about.height > before.about.height);
  await node.stop();
  const home = newFolder();
  const { leftOut } = await restoreHome(plain(before.file), home);
  assert.equal(leftOut, 1);
  const names = await readdir(homeLayout(home).blobs);
  assert.ok(!names.includes(toHex(hash)));
  assert.ok((await verifyHome(home)).ok);
  await testNode.end();
});

test("a node makes the first backup of its schedule by itself", async () => {
  const testNode = await foundTestNode();
  const { recipient, identity } = await createBackupKey();
  const layout = homeLayout(testNode.home);
  const folder = newFolder();
  await writeNote(layout, "schedule", { folder, recipients: [recipient] });
  await testNode.start();
  await until(async () => (await readNote(layout, "last")) !== undefined);
  const { file = "" } = (await readNote(layout, "last")) ?? {};
  const home = newFolder();
  await restoreHome({ file, identities: [identity] }, home, true);
  assert.ok((await verifyHome(home)).ok);
  // The schedule comes along, so that what was restored is backed up as before.
  assert.equal((await readNote(homeLayout(home), "schedule"))?.folder, folder);
  await testNode.end();
});

test("a schedule makes one a day, says why it cannot, and makes it once it can", async () => {
  const testNode = await foundTestNode();
  const node = await testNode.start();
  const layout = homeLayout(testNode.home);
  await node.stop();
  const founding = await readHomeFounding(node.engine.ledger.law, layout);
  const store = await openLevelStore(layout.store);
  const { community } = node.engine.ledger;
  const home: PackedHome = {
    ...{ layout, store, community, chainId: node.engine.chainId, name: founding.name },
    ...{ version: "0", sites: [], now: Date.UTC(2027, 0, 1) },
  };
  let now = home.now;
  const folder = newFolder();
  await writeNote(layout, "schedule", { folder, recipients: [] });
  const schedule = keepSchedule(() => ({ ...home, now }), SILENT);
  const first = await schedule.look().then(async (made) => made ?? (await filesIn(folder))[0]);
  assert.ok(first !== undefined);
  now += 12 * 3_600_000;
  assert.equal(await schedule.look(), undefined);
  for (let day = 0; day < 30; day += 1) {
    now += 86_400_000;
    assert.ok((await schedule.look()) !== undefined, `day ${day}`);
  }
  const names = (await filesIn(folder)).filter(({ name }) => name.endsWith(".tar"));
  assert.ok(names.length <= 7 + 4 + 2 && names.length >= 8, `${names.length} stay`);
  // A file stands where the folder was to be.
  const blocked = newFolder();
  await writeFile(blocked, "");
  await writeNote(layout, "schedule", { folder: blocked, recipients: [] });
  now += 86_400_000;
  await assert.rejects(schedule.look());
  assert.ok((await readNote(layout, "failed")) !== undefined);
  await rm(blocked);
  assert.ok((await schedule.look()) !== undefined);
  await schedule.close();
  assert.equal(await schedule.look(), undefined);
  await store.close();
  await testNode.end();
});

async function until(isThere: () => Promise<boolean>): Promise<void> {
  while (!(await isThere())) await new Promise((resolve) => setTimeout(resolve, 20));
}
