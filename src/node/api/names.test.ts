// Goal: people are found by name and by number, everybody by somebody who may read their name, nobody else.
// Method: a real node whose people set profiles, for the community and for everybody, and change and erase them.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { until } from "#engine/testing/until.js";
import { PAGE_ROWS } from "../../protocol/kernel/page.ts";
import { sealText } from "../founding/content.ts";
import { foundTestNode } from "../testing/test-node.ts";

const PEOPLE = PAGE_ROWS + 10;
const node = await foundTestNode(PEOPLE);
await node.start();
after(() => node.end());

async function setProfile(person: number, name: string, audience: "public" | "community") {
  const text = sealText(person, { name, about: "" });
  assert.equal((await node.handIn(person, text)).status, 204);
  const about = { digest: text.digest, audience, kind: "profile", bytes: text.bytes.length };
  assert.equal((await node.act(person, "records/publish", about)).status, 200);
  assert.equal((await node.act(person, "records/set-profile", { text: text.hash })).status, 200);
  return text.hash;
}

const find = async (search: string, headers = {}, from = 0) => {
  const path = `/api/v1/names?search=${encodeURIComponent(search)}&after=${from}`;
  let answer = await node.request(path, { headers });
  await until(async () => {
    // On a busy machine names may still be read; the answer says so.
    if (!answer.json.isWhole) answer = await node.request(path, { headers });
    return answer.json.isWhole === true;
  });
  assert.equal(answer.status, 200);
  return answer.json as { readonly people: number[]; readonly next: number };
};

test("who may read a name finds its person by any part of it, without marks and capitals", async () => {
  await setProfile(1, "Zoë Álvarez", "public");
  await setProfile(2, "Zoe from the mill", "community");
  const member = await node.signIn(3);
  assert.deepEqual((await find("ZOE", member)).people, [1, 2]);
  assert.deepEqual((await find("alva", member)).people, [1]);
  assert.deepEqual((await find("zoe")).people, [1], "strangers find what is public alone");
  assert.deepEqual((await find("")).people, []);
});

test("a changed name is found under the new one alone, an erased one not at all", async () => {
  const member = await node.signIn(3);
  const hash = await setProfile(4, "Quill", "community");
  assert.deepEqual((await find("quill", member)).people, [4]);
  await setProfile(4, "Feather", "community");
  assert.deepEqual((await find("quill", member)).people, []);
  const second = await setProfile(4, "Pencil", "community");
  assert.deepEqual((await find("pencil", member)).people, [4]);
  assert.equal((await node.act(4, "records/erase", { text: second })).status, 200);
  assert.deepEqual((await find("pencil", member)).people, []);
  assert.notDeepEqual(hash, second);
});

test("everybody is found by number, on one page or the next", async () => {
  assert.deepEqual((await find("7")).people, [7]);
  assert.deepEqual((await find(String(PEOPLE + 1))).people, []);
  const member = await node.signIn(3);
  for (let person = 5; person <= PEOPLE; person += 1) {
    await setProfile(person, `Neighbour ${person}`, "community");
  }
  const first = await find("neighbour", member);
  const second = await find("neighbour", member, first.next);
  const all = Array.from({ length: PEOPLE - 4 }, (_, at) => at + 5);
  assert.deepEqual([...first.people, ...second.people], all);
  assert.deepEqual([first.people.length, second.next], [PAGE_ROWS, 0]);
});

test("what is no question is refused", async () => {
  const status = async (query: string) => (await node.request(`/api/v1/names?${query}`)).status;
  assert.equal(await status("search=a&after=x"), 400);
  assert.equal(await status(`search=${"a".repeat(101)}`), 400);
});
