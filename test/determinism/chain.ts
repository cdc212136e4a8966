import { createHash } from "node:crypto";
import { pathToFileURL } from "node:url";
import { type Signer, signerFromSeed } from "#engine/embedded/signer.js";
import { nativeHasher } from "#engine/native-hasher.js";
import { nativeVerify } from "#engine/native-signature.js";
import { verifyVrf } from "#engine/vrf.js";
import { completeFounding, foundState } from "#protocol/founding.js";
import { openFor, voteFor } from "#protocol/index.js";
import { toHex } from "#protocol/kernel/bytes.js";
import { createTree } from "#protocol/kernel/tree/tree.js";
import { createLedger, type Ledger } from "#protocol/ledger.js";
import { folkmootLaw } from "#protocol/rooms.js";
import { signAction } from "#protocol/testing/sign-action.js";
import { createRandom, type Random } from "../sim/random.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = 20_000 * DAY;
const PEOPLE = 60;
const BLOCK_ACTIONS = 100;
const SEED = 2026;

/** What running a chain came to. */
export interface ChainResult {
  readonly node: string;
  readonly actions: number;
  readonly done: number;
  readonly blocks: number;
  readonly root: string;
}

interface Place {
  readonly ledger: Ledger;
  readonly signers: readonly Signer[];
  readonly nonces: Map<number, number>;
  now: number;
}

/** Runs a chain that follows from a fixed seed and returns its root. */
export function runChain(actions: number): ChainResult {
  const place = found();
  const random = createRandom(SEED);
  let done = 0;
  let height = 1;
  for (let made = 0; made < actions; height += 1) {
    place.now += random.below(6) * HOUR + 1;
    const wires: Uint8Array[] = [];
    for (; wires.length < BLOCK_ACTIONS && made < actions; made += 1)
      wires.push(drawn(place, random));
    const taken = wires.map((wire) => place.ledger.stateMachine.decode(wire));
    const proposal = place.ledger.propose({ height, time: place.now, actions: taken });
    done += proposal.receipts.filter(({ code }) => code === 0).length;
    proposal.seal().commit();
  }
  const root = toHex(place.ledger.root());
  return { node: process.version, actions, done, blocks: height - 1, root };
}

function found(): Place {
  const signers = Array.from({ length: PEOPLE }, (_, at) =>
    signerFromSeed(new Uint8Array(createHash("sha256").update(`chain ${at}`).digest())),
  );
  const none = new Uint8Array(32);
  const members = signers.map((_, at) => ({
    person: at + 1,
    since: START,
    founder: true,
    invitedBy: 0,
  }));
  const document = completeFounding(folkmootLaw.rooms, {
    format: 1,
    foundedAt: START,
    salt: none,
    validators: [{ key: none.slice().fill(1), power: 1 }],
    rooms: {
      identity: { people: signers.map(({ publicKey }) => ({ device: publicKey, recovery: none })) },
      membership: { members, vouches: [] },
    },
  });
  const world = { hasher: nativeHasher, verify: nativeVerify, vrf: verifyVrf };
  const founded = foundState(folkmootLaw, document, world);
  if (!founded.ok) throw new Error(founded.reason);
  const tree = createTree(nativeHasher);
  tree.commit(tree.apply(tree.empty, founded.value.state.changes()));
  const { community } = founded.value;
  const ledger = createLedger({ law: folkmootLaw, community, world, tree, height: 0 });
  return { ledger, signers, nonces: new Map(), now: START };
}

/** Draws an action; some are refused by a rule, and a refusal must come out alike everywhere too. */
function drawn(place: Place, random: Random): Uint8Array {
  const author = 1 + random.below(PEOPLE);
  const other = 1 + random.below(PEOPLE);
  const note = new Uint8Array(32);
  const until = place.now + 30 * DAY;
  const hash = note.slice().fill(1 + random.below(250));
  const decision = 1 + random.below(8);
  const micro = 1 + random.below(3_000_000);
  const part = { currency: random.below(2) === 0 ? author : other, micro };
  const choices: readonly (readonly [string, unknown])[] = [
    ["money/claim", { until: 0 }],
    ["money/claim", { until: 0 }],
    ["money/trust", { currency: other, cap: random.below(50_000_000), until }],
    ["money/trust", { currency: other, cap: 0, until }],
    ["money/pay", { to: other, parts: [part], note }],
    ["money/pay", { to: other, parts: [part], note }],
    ["money/pay", { to: other, parts: [part], note }],
    ["money/offer", { to: other, currency: author, micro, note }],
    ["money/accept-offer", { offer: 1 + random.below(500) }],
    ["money/untrust", { currency: other }],
    ["membership/vouch", { person: other }],
    ["records/publish", { digest: hash, audience: "public", kind: "note", bytes: 64 }],
    ["decisions/open", openFor({ circle: 1, kind: "statement", text: hash, effects: [] })],
    ["decisions/cast-vote", voteFor(decision, random.pick(["yes", "no", "abstain"]))],
  ];
  const [type, input] = random.pick(choices);
  return signed(place, author, type, input);
}

function signed(place: Place, person: number, type: string, input: unknown): Uint8Array {
  const nonce = (place.nonces.get(person) ?? 0) + 1;
  place.nonces.set(person, nonce);
  return signAction(folkmootLaw, place.signers[person - 1] as Signer, {
    community: place.ledger.community,
    person,
    nonce,
    expires: place.now + DAY,
    seen: place.ledger.seen(),
    type,
    input,
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  console.log(JSON.stringify(runChain(Number(process.argv[2] ?? "20000"))));
}
