import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { createEditions } from "../../protocol/editions.ts";
import { communityOf } from "../../protocol/founding.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import { rooms } from "../../protocol/rooms.ts";
import { lawOfOne, lawWithNext, nextEdition } from "../../protocol/testing/next-edition.ts";
import { createHome } from "../home/create-home.ts";
import { readHomeFounding } from "../home/open-home.ts";
import { seedOf } from "../testing/test-node.ts";
import { charterHash } from "./charter.ts";
import { hashOf, openText, sealText } from "./content.ts";
import { readFoundingFile, writeFounding } from "./founding-file.ts";

const KEY = toHex(seedOf("some key"));
const LEAST = { name: "Hill", validators: [KEY], foundedAt: "2026-11-21T12:00:00Z" };
const read = (given: unknown) => readFoundingFile(lawOfOne, JSON.stringify(given));

test("what a file leaves out is filled in, and writing it says everything", () => {
  const file = read(LEAST);
  assert.equal(file.document.foundedAt, Date.UTC(2026, 10, 21, 12));
  assert.equal(file.language, "en");
  const again = readFoundingFile(lawOfOne, writeFounding(file));
  const community = (given: typeof file) =>
    toHex(communityOf(nativeHasher, lawOfOne, given.document));
  assert.equal(community(again), community(file));
  assert.notEqual(community(read(LEAST)), community(file));
});

test("a document keeps its form and its community's name under every later edition", () => {
  const file = read(LEAST);
  const written = writeFounding(file);
  const later = readFoundingFile(lawWithNext(), written, { isHome: true });
  assert.equal(later.document.format, 1);
  const name = communityOf(nativeHasher, lawOfOne, file.document);
  assert.deepEqual(communityOf(nativeHasher, lawWithNext(), later.document), name);
  assert.equal(writeFounding(later), written);
  assert.equal(readFoundingFile(lawWithNext(), JSON.stringify(LEAST)).document.format, 2);
});

test("a document without a form is of the newest edition that is published", () => {
  const law = createEditions([{ number: 1, rooms }, nextEdition()], 1);
  assert.equal(readFoundingFile(law, JSON.stringify(LEAST)).document.format, 1);
  assert.equal(readFoundingFile(law, JSON.stringify({ ...LEAST, format: 2 })).document.format, 2);
});

test("the document of a community that exists names its form, which this program has", () => {
  const { format: _, ...without } = JSON.parse(writeFounding(read(LEAST))) as { format: number };
  const home = (given: object) =>
    readFoundingFile(lawOfOne, JSON.stringify(given), { isHome: true });
  assert.throws(() => home(without), /format: missing/);
  assert.throws(() => home({ ...without, format: 2 }), /this program has no edition 2/);
  assert.equal(home({ ...without, format: 1 }).document.format, 1);
});

for (const [what, given, said] of [
  ["no object", [], /not an object/],
  ["no name", { ...LEAST, name: undefined }, /name: missing/],
  ["a long name", { ...LEAST, name: "x".repeat(121) }, /name: longer/],
  ["an unknown field", { ...LEAST, admin: "me" }, /admin: is not a field/],
  ["an unknown room", { ...LEAST, rooms: { admins: {} } }, /rooms: admins/],
  ["another format", { ...LEAST, format: 2 }, /format/],
  ["no time", { ...LEAST, foundedAt: "yesterday" }, /foundedAt/],
  ["a short salt", { ...LEAST, salt: "00" }, /salt/],
  ["a short key", { ...LEAST, validators: ["00"] }, /validators: 0/],
  ["no machine", { ...LEAST, validators: [] }, /validators/],
  ["a text that is not base64", { ...LEAST, texts: ["*"] }, /texts: 0/],
  [
    "a person without a key",
    { ...LEAST, rooms: { identity: { people: [{ device: "00", recovery: KEY }] } } },
    /rooms: identity: people/,
  ],
] as const) {
  test(`a file with ${what} is refused and the field is named`, () => {
    assert.throws(() => read(given), said);
  });
}

test("a file that is no JSON is refused", () => {
  assert.throws(() => readFoundingFile(lawOfOne, "{"), /not JSON/);
});

test("a home keeps keys to its owner, texts apart, and is not made twice", async () => {
  const home = await mkdtemp(join(tmpdir(), "folkmoot-home-"));
  const { hash, bytes } = sealText(0, { name: "A", about: "" });
  const text = {
    hash: toHex(hash),
    owner: 0,
    audience: "public",
    kind: "charter",
    bytes: bytes.length,
  };
  const founding = JSON.stringify({
    name: "Hill",
    foundedAt: 1,
    texts: [Buffer.from(bytes).toString("base64")],
    rooms: { records: { texts: [text] } },
  });
  const { layout, file } = await createHome({ home, law: lawOfOne, founding });
  assert.equal((await stat(layout.keys)).mode & 0o777, 0o700);
  assert.equal((await stat(layout.validatorKey)).mode & 0o777, 0o600);
  assert.ok(!(await readFile(layout.founding, "utf8")).includes('texts": ["'));
  assert.equal((await readdir(layout.blobs)).length, 2);
  const charter = new Uint8Array(await readFile(join(layout.blobs, charterHash(file) as string)));
  assert.equal(toHex(hashOf(charter)), charterHash(file));
  assert.deepEqual(openText(charter), { name: "Hill", purpose: "", language: "en" });
  assert.equal((await readHomeFounding(lawOfOne, layout)).name, "Hill");
  await assert.rejects(createHome({ home, law: lawOfOne, founding }), /is there already/);
  await rm(home, { recursive: true });
});

test("an empty folder is no home", async () => {
  const { homeLayout } = await import("../home/layout.ts");
  const home = await mkdtemp(join(tmpdir(), "folkmoot-none-"));
  await assert.rejects(readHomeFounding(lawOfOne, homeLayout(home)), /no community lives/);
  await rm(home, { recursive: true });
});
