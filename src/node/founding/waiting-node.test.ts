/**
 * Goal: the one who has the founder's link becomes the founder, once; nobody else does, however they ask.
 * Method: a waiting node in this process, asked over loopback as each attacker would ask it.
 */
import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { request as ask } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { SILENT } from "../../engine/embedded/options.ts";
import { signerFromSeed } from "../../engine/embedded/signer.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { homeLayout } from "../home/layout.ts";
import { readHomeFounding } from "../home/open-home.ts";
import { createNode } from "../node.ts";
import { seedOf } from "../testing/test-node.ts";
import { CLAIM_LIFE } from "./claim.ts";
import { USUAL_PHASE } from "./founding-by-one.ts";
import { createWaitingHome, foundWaiting, readWaiting } from "./waiting-home.ts";
import { createWaitingNode, type WaitingNode, type WaitingOptions } from "./waiting-node.ts";

const root = await mkdtemp(join(tmpdir(), "folkmoot-waiting-"));
after(() => rm(root, { recursive: true, force: true }));

const waiting = {
  name: "Our street",
  purpose: "Share tools.",
  language: "en",
  phase: USUAL_PHASE,
  founder: "Mira",
};
const keyOf = (name: string): string => toHex(signerFromSeed(seedOf(name)).publicKey);

let homes = 0;
async function newHome(): Promise<string> {
  homes += 1;
  const home = join(root, `home-${homes}`);
  await createWaitingHome(home, folkmootLaw, waiting);
  return home;
}

/** Begins to wait, hands the node and its first link over, and stops it. */
async function whileWaiting(
  work: (node: WaitingNode, secret: string, home: string) => Promise<void>,
  more: Partial<WaitingOptions> = {},
): Promise<void> {
  const home = await newHome();
  const node = await createWaitingNode({ home, ...more });
  try {
    await work(node, (await node.newLink()).secret, home);
  } finally {
    await node.stop();
  }
}

interface Answered {
  readonly status: number;
  readonly json: { readonly [field: string]: unknown };
}

interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly secret?: string;
  readonly body?: object;
  readonly headers?: { readonly [name: string]: string };
}

/** Asks with any headers at all, which `fetch` would not send. */
function askFounder({ port }: WaitingNode, asked: Asked): Promise<Answered> {
  const { secret, body, method = body === undefined ? "GET" : "POST" } = asked;
  const bearer = secret === undefined ? {} : { authorization: `Bearer ${secret}` };
  const headers = { ...bearer, ...asked.headers };
  const path = asked.path ?? "/api/v1/founder";
  return new Promise((resolve, reject) => {
    const sent = ask({ host: "127.0.0.1", port, path, method, headers }, (answer) => {
      let text = "";
      answer.on("data", (part: Buffer) => (text += part.toString()));
      answer.on("end", () => {
        const isJson = /json/.test(String(answer.headers["content-type"]));
        resolve({ status: answer.statusCode ?? 0, json: isJson ? JSON.parse(text) : {} });
      });
    });
    sent.on("error", reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const claimBy = (name: string) => ({ device: keyOf(name), name });

async function founderOf(home: string): Promise<string> {
  const { document } = await readHomeFounding(folkmootLaw, homeLayout(home));
  const { people } = document.rooms["identity"] as {
    readonly people: readonly { readonly device: Uint8Array; readonly recovery: Uint8Array }[];
  };
  assert.equal(people.length, 1);
  assert.deepEqual(people[0]?.recovery, new Uint8Array(32));
  return toHex(people[0]?.device ?? new Uint8Array());
}

test("who has the link sees what waits, becomes the founder, and the community runs with them", async () => {
  await whileWaiting(async (node, secret, home) => {
    const seen = await askFounder(node, { secret });
    const { name, purpose, founder } = waiting;
    assert.deepEqual(seen.json, { name, purpose, founder, address: null });
    const made = await askFounder(node, { secret, body: claimBy("Mira Holm") });
    assert.equal(made.status, 201);
    const founded = await node.founded;
    assert.deepEqual(made.json, { ...founded, person: 1, name: "Mira Holm" });
    assert.equal(await founderOf(home), keyOf("Mira Holm"));
    await node.stop();
    const left = await readdir(home);
    assert.deepEqual(
      left.filter((each) => /waiting|claim/.test(each)),
      [],
    );
    const running = await createNode({ home, port: node.port });
    try {
      const told = await (await fetch(`${running.url}/api/v1/community`)).json();
      assert.equal((told as { community: string }).community, founded?.community);
    } finally {
      await running.stop();
    }
  });
});

test("until then there is the page, and nothing that a community has", async () => {
  await whileWaiting(async (node) => {
    for (const [path, status] of [
      ["/", 200],
      ["/healthz", 200],
      ["/readyz", 503],
      ["/metrics", 503],
      ["/api/v1/community", 409],
      ["/api/v1/views/membership/counts", 409],
      ["/api/v1/events", 409],
    ] as const) {
      const { status: got, json } = await askFounder(node, { path });
      assert.equal(got, status, path);
      if (status > 400) assert.equal(json["code"], "node/waiting", path);
    }
    const acted = await askFounder(node, { path: "/api/v1/actions", body: {} });
    assert.equal(acted.json["code"], "node/waiting");
  });
});

test("without the link nothing is told and nobody is taken, and a guess is no link", async () => {
  await whileWaiting(async (node, secret, home) => {
    const near = secret.replace(/.$/, (end) => (end === "0" ? "1" : "0"));
    for (const guess of [undefined, "", "0".repeat(32), near, secret.toUpperCase().concat("A")]) {
      const given = guess === undefined ? {} : { secret: guess };
      for (const asked of [given, { ...given, body: claimBy("Thief") }]) {
        const { status, json } = await askFounder(node, asked);
        assert.equal(status, 403, guess);
        assert.equal(json["code"], "node/founder-link");
        assert.equal(JSON.stringify(json).includes("Mira"), false);
      }
    }
    assert.notEqual(await readWaiting(homeLayout(home)), undefined);
  });
});

test("of two who come at once, with one link, exactly one is the founder, and the other is told", async () => {
  for (let round = 0; round < 5; round += 1) {
    await whileWaiting(async (node, secret, home) => {
      const names = ["Mira", "Thief", "Second tab"];
      const answers = await Promise.all(
        names.map((name) => askFounder(node, { secret, body: claimBy(name) })),
      );
      const won = names.filter((_, at) => answers[at]?.status === 201);
      assert.equal(won.length, 1, JSON.stringify(answers));
      assert.equal(await founderOf(home), keyOf(won[0] ?? ""));
      for (const { status, json } of answers.filter((each) => each.status !== 201)) {
        assert.equal(status, 409);
        assert.match(String(json["detail"]), /If that was not you/);
      }
    });
  }
});

test("a second tab that opens the link later is told that it was used", async () => {
  await whileWaiting(async (node, secret) => {
    await askFounder(node, { secret, body: claimBy("Mira") });
    for (const asked of [{ secret }, { secret, body: claimBy("Thief") }]) {
      assert.equal((await askFounder(node, asked)).json["code"], "node/founder-taken");
    }
  });
});

test("a thief who finds the terminal an hour later has nothing, even if the clock is set back", async () => {
  let now = 1_800_000_000_000;
  await whileWaiting(
    async (node, secret, home) => {
      for (const later of [CLAIM_LIFE, 3_600_000, -3_600_000]) {
        now += later;
        for (const asked of [{ secret }, { secret, body: claimBy("Thief") }]) {
          const { status, json } = await askFounder(node, asked);
          assert.deepEqual([status, json["code"]], [410, "node/founder-link-over"], String(later));
        }
        now -= later;
      }
      assert.equal((await askFounder(node, { secret })).status, 200);
      assert.notEqual(await readWaiting(homeLayout(home)), undefined);
    },
    { now: () => now },
  );
});

test("a new link ends the one before, and a home that is started again has none of the old ones", async () => {
  await whileWaiting(async (node, first) => {
    const { secret } = await node.newLink();
    assert.notEqual(secret, first);
    assert.match(secret, /^[0-9a-f]{32}$/);
    assert.equal((await askFounder(node, { secret: first })).status, 403);
    assert.equal((await askFounder(node, { secret })).status, 200);
  });
});

test("on the same Wi-Fi, through a proxy or from another page nobody gets through with the link either", async () => {
  const told: string[] = [];
  const keep = (...words: readonly unknown[]): void => void told.push(JSON.stringify(words));
  const log = { ...SILENT, info: keep, warn: keep, error: keep };
  await whileWaiting(
    async (node, secret, home) => {
      const attempts: readonly [string, Asked["headers"]][] = [
        ["node/unsafe-way", { host: `192.168.1.5:${node.port}` }],
        ["node/unsafe-way", { host: "folk.example.org" }],
        ["node/unknown-name", { host: "evil.example.org" }],
        ["node/unknown-name", { host: `127.0.0.1.example.org:${node.port}` }],
        ["node/unsafe-way", { "x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "http" }],
        ["node/unsafe-way", { "x-forwarded-for": "203.0.113.9" }],
        ["node/unsafe-way", { "x-real-ip": "203.0.113.9" }],
      ];
      for (const [code, headers = {}] of attempts) {
        for (const asked of [
          { headers, secret },
          { headers, secret, body: claimBy("Thief") },
        ]) {
          const { status, json } = await askFounder(node, asked);
          assert.ok([403, 421].includes(status), JSON.stringify([headers, json]));
          assert.equal(json["code"], code, JSON.stringify(headers));
        }
      }
      const page = { origin: "https://evil.example.org" };
      const driven = await askFounder(node, { headers: page, secret, body: claimBy("Thief") });
      assert.equal(driven.json["code"], "node/other-page");
      assert.notEqual(await readWaiting(homeLayout(home)), undefined);
      const proxied = { "x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https" };
      const own = { ...proxied, host: "folk.example.org", origin: "https://folk.example.org" };
      const made = await askFounder(node, { headers: own, secret, body: claimBy("Mira") });
      assert.equal(made.status, 201, JSON.stringify(made.json));
      assert.equal(told.join("").includes(secret), false);
    },
    { log, publicAddress: "https://folk.example.org", trustedProxies: ["this machine"] },
  );
});

test("a proxy that the node does not know is refused, and the link stays good", async () => {
  await whileWaiting(async (node, secret) => {
    const headers = { "x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https" };
    const { json } = await askFounder(node, { headers, secret, body: claimBy("Thief") });
    assert.equal(json["code"], "node/unknown-proxy");
    assert.equal((await askFounder(node, { secret })).status, 200);
  });
});

test("what cannot become a founder is refused, and the link stays good", async () => {
  await whileWaiting(async (node, secret) => {
    for (const body of [
      {},
      { device: "ab" },
      { device: "0".repeat(64) },
      { device: keyOf("Mira"), name: "" },
      { device: keyOf("Mira"), name: "x".repeat(81) },
      { device: keyOf("Mira"), name: 7 },
    ]) {
      const { status } = await askFounder(node, { secret, body });
      assert.equal(status, 400, JSON.stringify(body));
    }
    const large = { device: keyOf("Mira"), name: "x".repeat(10_000) };
    assert.equal((await askFounder(node, { secret, body: large })).status, 413);
    assert.equal((await askFounder(node, { secret })).status, 200);
  });
});

test("nothing in the home gives the link, and only its owner can read that there is one", async () => {
  await whileWaiting(async (_node, secret, home) => {
    for (const name of (await readdir(home)).filter((each) => /json$/.test(each))) {
      const path = join(home, name);
      assert.equal((await readFile(path, "utf8")).includes(secret), false, name);
      assert.equal((await stat(path)).mode & 0o077, 0, name);
    }
  });
});

test("a founding that was cut off between link and document leaves a home that waits still", async () => {
  const home = await newHome();
  const layout = homeLayout(home);
  const first = await createWaitingNode({ home });
  const { secret } = await first.newLink();
  // What a kill leaves behind: the link is burnt, a key and a text lie there, no document does.
  await rm(layout.claim);
  await mkdir(layout.keys);
  await writeFile(layout.validatorKey, "{ half");
  await mkdir(layout.blobs);
  await writeFile(join(layout.blobs, "ab".repeat(32)), "somebody's name");
  assert.equal((await askFounder(first, { secret })).status, 403);
  await first.stop();
  const second = await createWaitingNode({ home });
  try {
    const link = await second.newLink();
    const made = await askFounder(second, { secret: link.secret, body: claimBy("Mira") });
    assert.equal(made.status, 201, JSON.stringify(made.json));
    assert.equal(await founderOf(home), keyOf("Mira"));
    assert.equal((await readdir(layout.blobs)).includes("ab".repeat(32)), false);
  } finally {
    await second.stop();
  }
});

test("a home is not prepared twice, one that is founded waits for nobody, and one wait goes on at a time", async () => {
  const home = await newHome();
  await assert.rejects(createWaitingHome(home, folkmootLaw, waiting), /waits for its founder/);
  const node = await createWaitingNode({ home });
  await assert.rejects(createWaitingNode({ home }), /in use/);
  await node.stop();
  const founder = { name: "Mira", device: signerFromSeed(seedOf("Mira")).publicKey };
  await foundWaiting(homeLayout(home), folkmootLaw, waiting, founder);
  await assert.rejects(createWaitingNode({ home }), /nobody is waited for/);
  await assert.rejects(createWaitingHome(home, folkmootLaw, waiting), /is there already/);
});

test("what cannot become a community is refused before anything is there", async () => {
  const home = join(root, "never");
  for (const wrong of [{ name: "" }, { name: "x".repeat(121) }, { language: "x".repeat(40) }]) {
    await assert.rejects(createWaitingHome(home, folkmootLaw, { ...waiting, ...wrong }));
  }
  await assert.rejects(stat(home));
});
