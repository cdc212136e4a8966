import type { RunningNode } from "#node/index.js";
import {
  ABSENT_SIG,
  type Commit,
  type CommitSig,
  type Header,
  type LightBlock,
} from "#protocol/chain/index.js";
import { pageJson } from "./forged-page.ts";
import type { Asked, Tell, Told } from "./lying-proxy.ts";
import { askNode, type LyingWorld, lightIn } from "./lying-world.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const SECOND = 1_000_000_000n;

/** A way to lie, by what is said of it. */
export interface Lie {
  readonly name: string;
  readonly tell: (world: LyingWorld) => Tell;
}

type Json = { readonly [name: string]: unknown };
type Change<V> = (value: V, world: LyingWorld) => V | Promise<V>;

/** A lie about answers to one kind of question. */
const about =
  (topic: Asked["topic"], say: (json: Json, world: LyingWorld, asked: Asked) => unknown) =>
  (world: LyingWorld): Tell =>
  async (asked, truth) =>
    asked.topic === topic ? { json: await say((await truth()) as Json, world, asked) } : undefined;

const clock = (name: string, said: (now: number) => unknown): Lie => ({
  name,
  tell: about("community", (json) => ({ ...json, now: said(Date.now()) })),
});

/** Every page is shown otherwise than it is. */
const pages = (name: string, change: Change<LightBlock>): Lie => ({
  name,
  tell: about("light", async (json, world) => pageJson(await change(lightIn(json), world))),
});

const header = (name: string, change: (header: Header) => Partial<Header>): Lie =>
  pages(name, (block) => {
    const { header: own, commit } = block.signedHeader;
    return { ...block, signedHeader: { header: { ...own, ...change(own) }, commit } };
  });

const commit = (name: string, change: (commit: Commit) => Partial<Commit>): Lie =>
  pages(name, (block) => {
    const { header: own, commit: given } = block.signedHeader;
    return { ...block, signedHeader: { header: own, commit: { ...given, ...change(given) } } };
  });

const signatures = (name: string, change: (sig: CommitSig) => CommitSig): Lie =>
  commit(name, ({ signatures: given }) => ({ signatures: given.map(change) }));

/** Pages are fetched from another place than they were asked for. */
const elsewhere = (
  name: string,
  where: (asked: Asked, world: LyingWorld) => Promise<unknown> | undefined,
): Lie => ({
  name,
  tell: (world) => async (asked) => {
    const json = asked.topic === "light" ? where(asked, world) : undefined;
    return json === undefined ? undefined : { json: await json };
  },
});

/** Everything comes from another node, but for what is said of the community where it is another's. */
const wholly = (name: string, node: (world: LyingWorld) => RunningNode): Lie => ({
  name,
  tell: (world) => async (asked) => {
    const other = node(world);
    const isOther = other.engine.chainId !== world.honest().engine.chainId;
    if (asked.topic === "else" || (isOther && asked.topic === "community")) return undefined;
    const found = await fetch(`${other.url}/api/v1${asked.path}`);
    return { status: found.status, text: await found.text() };
  },
});

type Proof = { readonly proof?: string; readonly ranges?: readonly { readonly proof: string }[] };

/** The proofs in an answer are changed, whether it holds one or several. */
const proofs = (name: string, change: (proof: Buffer) => Uint8Array): Lie => ({
  name,
  tell: about("proof", (json) => {
    const other = (text: string) =>
      Buffer.from(change(Buffer.from(text, "base64"))).toString("base64");
    const { proof, ranges } = json as Proof;
    if (proof !== undefined) return { ...json, proof: other(proof) };
    return { ...json, ranges: ranges?.map((range) => ({ ...range, proof: other(range.proof) })) };
  }),
});

const proofAnswer = (
  name: string,
  say: (json: Json, world: LyingWorld, asked: Asked) => unknown,
): Lie => ({ name, tell: about("proof", say) });

/** Any of the named questions gets this answer. */
const answers = (name: string, topic: Asked["topic"], told: Told | "hangs up"): Lie => ({
  name,
  tell: () => async (asked) => (asked.topic === topic ? told : undefined),
});

const heightOf = (json: Json): number => Number(json["height"]);
const latest = (world: LyingWorld): number => world.honest().engine.head().height;
const flipped = (bytes: Uint8Array, at: number): Uint8Array =>
  bytes.map((byte, place) => (place === at ? byte ^ 1 : byte));

/** The same question, of another height. */
const atHeight = (path: string, height: number): string =>
  `${path.replace(/[?&](height|at)=\d+/, "")}&${path.startsWith("/proofs") ? "height" : "at"}=${height}`;

/** Everything that a node could tell a device that has verified its pages before. */
export const LIES: readonly Lie[] = [
  clock("it is a month later", (now) => now + 31 * DAY),
  clock("it is a month earlier", (now) => now - 31 * DAY),
  clock("it is three minutes later", (now) => now + 3 * MINUTE),
  clock("it is three minutes earlier", (now) => now - 3 * MINUTE),
  {
    name: "it is a demonstration, a month later",
    tell: about("community", (json) => ({ ...json, isDemo: true, now: Date.now() + 31 * DAY })),
  },
  {
    name: "it is another community",
    tell: about("community", (json, world) => ({
      ...json,
      chainId: world.stranger.engine.chainId,
    })),
  },
  answers("nothing of the community", "community", { status: 500, json: {} }),
  answers("no word of the community", "community", "hangs up"),
  header("a page is later than it is", ({ time }) => ({ time: time + 3600n * SECOND })),
  header("a page is earlier than it is", ({ time }) => ({ time: time - 1n })),
  header("a page has another number", ({ height }) => ({ height: height + 1n })),
  header("a page stands on another state", () => ({ appHash: new Uint8Array(32).fill(1) })),
  header("a page holds other actions", () => ({ dataHash: new Uint8Array(32).fill(1) })),
  header("a page comes after another one", ({ lastBlockId }) => ({
    lastBlockId: { ...lastBlockId, hash: new Uint8Array(32).fill(1) },
  })),
  header("a page is of another run of the record", ({ version }) => ({
    version: { ...version, app: version.app + (1n << 32n) },
  })),
  header("a page is of another edition of the law", ({ version }) => ({
    version: { ...version, app: version.app + 1n },
  })),
  signatures("nobody has signed", () => ABSENT_SIG),
  signatures("a forged signature", (sig) => ({ ...sig, signature: flipped(sig.signature, 3) })),
  signatures("a signature of another moment", (sig) => ({ ...sig, time: sig.time + 1n })),
  commit("a signature twice", ({ signatures: given }) => ({ signatures: [...given, ...given] })),
  commit("a signature of another round", ({ round }) => ({ round: round + 1 })),
  pages("other machines are to sign", async (block, { stranger }) => {
    const { validators } = lightIn(await askNode(stranger, "/light/5"));
    return { ...block, validators };
  }),
  pages("other machines are to sign next", async (block, { stranger }) => {
    const { validators } = lightIn(await askNode(stranger, "/light/5"));
    return { ...block, nextValidators: validators };
  }),
  elsewhere("each page is the first one", (_, world) => askNode(world.honest(), "/light/1")),
  elsewhere("each page is the one before", (asked, world) => {
    const height = asked.height === "latest" ? latest(world) : (asked.height ?? 2);
    return askNode(world.honest(), `/light/${Math.max(1, height - 2)}`);
  }),
  elsewhere("the newest page is an old one", (asked, world) =>
    asked.height === "latest" ? askNode(world.honest(), "/light/4") : undefined,
  ),
  elsewhere("pages of another community", (asked, world) =>
    askNode(world.stranger, `/light/${asked.height}`),
  ),
  elsewhere("the newest page is a second copy\u2019s", (asked, world) =>
    asked.height === "latest" ? askNode(world.twin, "/light/latest") : undefined,
  ),
  elsewhere("pages of a second copy", (asked, world) =>
    askNode(world.twin, `/light/${asked.height}`),
  ),
  wholly("a second copy that has gone on by itself", ({ twin }) => twin),
  wholly("an old backup", ({ backup }) => backup),
  wholly("another community\u2019s node under this name", ({ stranger }) => stranger),
  answers("no page at all", "light", { status: 404, json: {} }),
  answers("no answer for pages", "light", "hangs up"),
  answers("pages that are no JSON", "light", { text: "<html>Welcome to our Wi-Fi</html>" }),
  answers("pages that hold nothing", "light", { json: null }),
  answers("pages cut short", "light", { json: { lightBlock: "AAAA" } }),
  answers("pages without end", "light", { text: `"${"a".repeat(7_000_000)}"` }),
  proofs("a proof with a bit turned", (proof) => flipped(proof, proof.length - 1)),
  proofs("a proof cut short", (proof) => proof.subarray(0, proof.length - 1)),
  proofs("a proof of nothing", () => new Uint8Array(0)),
  proofAnswer("a proof of rows beside those asked for", async (json, world, asked) => {
    const other = asked.path.startsWith("/proofs") ? "/proofs/membership/members" : NEIGHBOUR;
    return { ...((await askNode(world.honest(), other)) as Json), height: heightOf(json) };
  }),
  proofAnswer("a proof of an old state", (_, world, asked) =>
    askNode(world.honest(), atHeight(asked.path, latest(world) - 3)),
  ),
  proofAnswer("a proof of an old state as one of now", async (json, world, asked) => ({
    ...((await askNode(world.honest(), atHeight(asked.path, 5))) as Json),
    height: heightOf(json),
  })),
  proofAnswer("a proof of a state that is yet to come", (json) => ({
    ...json,
    height: heightOf(json) + 100,
  })),
  proofAnswer("a second copy\u2019s proof", (_, world, asked) => askNode(world.twin, asked.path)),
  proofAnswer("another community\u2019s proof", async (json, world, asked) => ({
    ...((await askNode(world.stranger, asked.path)) as Json),
    height: heightOf(json),
  })),
  answers("no proof", "proof", { status: 404, json: { code: "node/height-not-held" } }),
  answers("no answer for proofs", "proof", "hangs up"),
  answers("proofs that are none", "proof", { json: { height: "4", proof: 7, ranges: {} } }),
];

const NEIGHBOUR = "/views/membership/people?proved=";

/** What a node could tell a device that is new here. */
export const LIES_TO_NEWCOMERS: readonly Lie[] = [
  signatures("a first page that nobody has signed", () => ABSENT_SIG),
  signatures("a first page with a forged signature", (sig) => ({
    ...sig,
    signature: flipped(sig.signature, 3),
  })),
  wholly("another community\u2019s pages under this name", ({ stranger }) => stranger),
  {
    name: "it is three minutes later, at the first visit",
    tell: about("community", (json) => ({ ...json, now: Date.now() + 3 * MINUTE })),
  },
];
