import { readFileSync } from "node:fs";
import { join } from "node:path";
import { seedSigner } from "#client/keys/seed-signer.js";
import type { Signer } from "#engine/embedded/signer.js";
import { signerFromSeed } from "#engine/embedded/signer.js";
import { nativeHasher } from "#engine/native-hasher.js";
import { readSeed } from "#node/home/validator-key.js";
import { homeLayout } from "#node/index.js";
import { toBase64 } from "#protocol/chain/base64.js";
import {
  commitSignBytes,
  type Header,
  headerHash,
  type LightBlock,
  NO_BLOCK_ID,
  validatorSet,
  validatorsHash,
  versionInRun,
} from "#protocol/chain/index.js";
import { encodeRestart, type Restart, restartMessage } from "#protocol/chain/restart.js";
import { ELECTORATE } from "#protocol/electorate.js";
import { present } from "#protocol/index.js";
import { fromHex } from "#protocol/kernel/bytes.js";
import type { PersonId } from "#protocol/kernel/ids.js";
import { pageJson } from "./forged-page.ts";
import type { Lie } from "./lies.ts";
import { askNode, type LyingWorld, lightIn } from "./lying-world.ts";

/** Somebody of whom the community knows nothing. */
const LIAR = signerFromSeed(new Uint8Array(32).fill(77));

/** A page as its machine would sign it, were it so. */
function signedAs(block: LightBlock, change: Partial<Header>, signer: Signer): LightBlock {
  const header = { ...block.signedHeader.header, ...change };
  const hash = headerHash(nativeHasher, header);
  const { commit } = block.signedHeader;
  const bare = {
    ...commit,
    height: header.height,
    blockId: { hash, parts: commit.blockId.parts },
  };
  const address = present(block.validators.validators[0], "a machine").address;
  const signatures = commit.signatures.slice(0, 1).map((given) => {
    const sig = { ...given, validatorAddress: address };
    return { ...sig, signature: signer.sign(commitSignBytes(header.chainId, bare, sig)) };
  });
  return { ...block, signedHeader: { header, commit: { ...bare, signatures } } };
}

async function machineOf({ root }: LyingWorld): Promise<Signer> {
  return signerFromSeed(
    await readSeed(homeLayout(join(root, "harbour")).validatorKey, "validator"),
  );
}

const newestOf = async ({ honest }: LyingWorld): Promise<LightBlock> =>
  lightIn(await askNode(honest(), "/light/latest"));

/** The machine itself signs another newest page. */
const signed = (name: string, change: (header: Header) => Partial<Header>): Lie => ({
  name,
  tell: (world) => async (asked) => {
    if (asked.topic !== "light" || asked.height !== "latest") return undefined;
    const newest = await newestOf(world);
    const { header } = newest.signedHeader;
    return { json: pageJson(signedAs(newest, change(header), await machineOf(world))) };
  },
});

const withEdition = ({ version }: Header, edition: bigint): Partial<Header> => ({
  version: { ...version, app: edition },
});

/** The newest page is of a second copy that has gone on by itself; which of the others, too, is said. */
const mixed = (
  name: string,
  ahead: number,
  isTwins: (height: number, newest: number) => boolean,
): Lie => ({
  name,
  tell: (world) => {
    const verified = world.honest().engine.head().height;
    return async (asked) => {
      if (asked.topic !== "light" && asked.topic !== "proof") return undefined;
      const { engine } = world.twin;
      while (engine.head().height < verified + ahead) await engine.tick();
      const isOfTwin =
        asked.height === undefined ||
        asked.height === "latest" ||
        isTwins(asked.height, engine.head().height);
      return isOfTwin ? { json: await askNode(world.twin, asked.path) } : undefined;
    };
  },
});

/** How a restart is told that the members have not made like this. */
interface ToldRestart {
  /** Who has signed it: the only member, a stranger in her name, or nobody. */
  readonly by: "member" | "stranger" | "nobody";
  readonly first?: (header: Header) => Partial<Header>;
  readonly restart?: Partial<Restart>;
}

/** A restart is announced: a first page of a new run, signed by a machine of the liar's. */
const restart = (name: string, told: ToldRestart): Lie => ({
  name,
  tell: (world) => {
    const made = makeRestart(world, told);
    return async (asked) => {
      if (asked.topic === "restart") return { json: (await made).certificate };
      const { first, page } = await made;
      const isNew = asked.height === "latest" || asked.height === first;
      return asked.topic === "light" && isNew ? { json: page } : undefined;
    };
  },
});

async function makeRestart(world: LyingWorld, { by, first, restart: changed }: ToldRestart) {
  const last = await newestOf(world);
  const { header } = last.signedHeader;
  const time = Number(header.time / 1_000_000n) + 1_000;
  const { ledger } = world.honest().engine;
  const message: Restart = {
    community: ledger.community,
    run: 1,
    height: Number(header.height),
    headerHash: headerHash(nativeHasher, header),
    root: header.appHash,
    time,
    validators: [LIAR.publicKey],
    edition: 1,
    ...changed,
  };
  const prove = ({ from, until }: (typeof ELECTORATE)["members"]): Uint8Array => {
    const answer = ledger.prove(Number(header.height) - 1, from, until);
    if (!answer.ok) throw new Error("nothing is proved");
    return answer.proof;
  };
  const words = restartMessage(nativeHasher, message);
  const member = memberOf(world);
  const signature = by === "member" ? await member.sign(words) : LIAR.sign(words);
  const signatures = [{ person: 1 as PersonId, device: 0, signature }];
  const certificate = encodeRestart({
    restart: message,
    members: prove(ELECTORATE.members),
    devices: prove(ELECTORATE.devices),
    signatures: by === "nobody" ? [] : signatures,
  });
  const set = validatorSet(nativeHasher, [{ publicKey: LIAR.publicKey, power: 1n }]);
  if (!set.ok) throw new Error(set.reason);
  const hash = validatorsHash(nativeHasher, set.value);
  const change: Partial<Header> = {
    version: { ...header.version, app: versionInRun(1n, 1n) },
    height: header.height + 1n,
    time: BigInt(time) * 1_000_000n,
    lastBlockId: NO_BLOCK_ID,
    validatorsHash: hash,
    nextValidatorsHash: hash,
    appHash: message.root,
    ...first?.(header),
  };
  const block = { ...last, validators: set.value, nextValidators: set.value };
  return {
    first: Number(header.height) + 1,
    page: pageJson(signedAs(block, change, LIAR)),
    certificate: { run: 1, height: message.height, certificate: toBase64(certificate) },
  };
}

function memberOf({ root }: LyingWorld) {
  const file = readFileSync(join(root, "harbour-keys", "Ana.key.json"), "utf8");
  const { seed } = JSON.parse(file) as { readonly seed: string };
  return seedSigner(present(fromHex(seed), "a seed"));
}

const OTHER = new Uint8Array(32).fill(9);

/** No lie: a restart that more than half of the members have signed, and its first page. */
export const TRUE_RESTART: Lie = restart("a restart that the members have signed", {
  by: "member",
});

/** What only somebody could tell who has the machine's own key, or who makes keys for it. */
export const SIGNED_LIES: readonly Lie[] = [
  signed("the machine signs an edition of the law that nobody has adopted", (header) =>
    withEdition(header, 2n),
  ),
  signed("the machine signs an edition of the law that nobody knows", (header) =>
    withEdition(header, 99n),
  ),
  signed("the machine signs a page of a run that never began", () => ({
    version: { block: 11n, app: versionInRun(1n, 1n) },
  })),
  signed("the machine signs a page that is later than it is", ({ time }) => ({
    time: time + 3_600_000_000_000n,
  })),
  mixed("the newest page of a second copy beside the older ones of the first", 3, () => false),
  mixed(
    "the newest pages of a second copy beside the older ones of the first",
    20,
    (height, newest) => height > newest - 15,
  ),
  mixed("a newest page of a second copy far above the older ones of the first", 90, () => false),
  restart("a restart that nobody has signed", { by: "nobody" }),
  restart("a restart that a stranger has signed for a member", { by: "stranger" }),
  restart("a restart that goes on from another state", {
    by: "member",
    first: () => ({ appHash: OTHER }),
  }),
  restart("a restart of another page", { by: "member", restart: { headerHash: OTHER } }),
  restart("a restart with other machines than were signed", {
    by: "member",
    restart: { validators: [OTHER] },
  }),
  restart("a restart of another community", { by: "member", restart: { community: OTHER } }),
];
