import {
  type Asked,
  compareOldPage,
  comparePage,
  createDeviceLight,
  type DeviceLight,
  FolkmootError,
  type LightQuestion,
  ownLightOf,
  type PageCompared,
  type PageHandedOn,
  type PageState,
  portableHasher,
  readLinkPage,
  takeInPage,
  verifiedPage,
  writeLinkPage,
} from "folkmoot/client";
import { type CheckedBlock, httpLightSource, type LightFault } from "folkmoot/client/light";
import { lightBlockFromJson, type Seen } from "folkmoot/protocol";
import { toHex } from "../../keys/encoding.ts";
import { clockOf, notePageTime } from "../../live/clock.ts";
import type { Community } from "../../live/community.ts";
import { apiBase, request } from "../../live/request.ts";
import { currentRoomWords } from "../../words/room-words.ts";
import { raiseAlarm, raiseAlarmOfLink, raiseAlarmOfNode } from "../alarm/raise.ts";
import { cannotOf } from "./cannot.ts";
import { trustOf } from "./trust-store.ts";
import { nameOf, shownElsewhere, siteOfWitness, witnessesHere } from "./witnesses.ts";

const patience = 15_000;
const source = httpLightSource(apiBase, (url, init) =>
  fetch(url, { ...init, signal: AbortSignal.timeout(patience) }),
);

const lights = new Map<string, DeviceLight>();

/** This device's light client of a community; two histories open the alarm, anyone who has asked. */
function lightOf(chainId: string): DeviceLight {
  const found = lights.get(chainId);
  if (found !== undefined) return found;
  const own = createDeviceLight({
    source,
    hasher: portableHasher,
    community: () => communityAs(chainId),
    trust: trustOf(chainId),
    clock: clockOf(chainId),
    witnesses: witnessesHere(chainId),
  });
  const light: DeviceLight = {
    async ask<V>(question: LightQuestion<V>): Promise<Asked<V>> {
      const answer = await own.ask(question);
      if (!answer.ok) raiseFor(chainId, answer.reason);
      return answer;
    },
    stateOf: own.stateOf,
  };
  lights.set(chainId, light);
  return light;
}

/** Forgets the light client of this visit, so that it begins again with what is kept. */
export function closeLight(chainId: string): void {
  lights.delete(chainId);
}

const underWay = new Map<string, Promise<Community>>();

/**
 * Makes sure that the node is still of this community; questions at once share one answer.
 *
 * Why no later question does: the answer tells the time as well, and an old one would hide that the
 * node's clock has gone wrong.
 */
function communityAs(chainId: string): Promise<Community> {
  const found = underWay.get(chainId);
  if (found !== undefined) return found;
  const community = askCommunity(chainId).finally(() => underWay.delete(chainId));
  underWay.set(chainId, community);
  return community;
}

async function askCommunity(chainId: string): Promise<Community> {
  const answer = await request<Community>("/community");
  if (answer.kind !== "value") throw unreachable("/community");
  if (answer.value.chainId === chainId) return answer.value;
  const { cannot } = currentRoomWords().check;
  throw new FolkmootError("client/wrong-chain", cannot.stranger, cannot.strangerHow);
}

function raiseFor(chainId: string, { conflict }: LightFault): void {
  if (conflict === undefined) return;
  const { by, verified } = conflict;
  if (by === "node") raiseAlarmOfNode(chainId, verified, conflict.other);
  else if (by === "named") raiseAlarmOfLink(chainId, verified, toHex(conflict.named));
  else raiseAlarm(chainId, conflict, siteOfWitness(chainId, conflict.witness));
}

/** What a check found: who signed, what was proved, and what that is worth now. */
export interface Signed {
  readonly height: number;
  readonly time: number;
  readonly signers: number;
  readonly validators: number;
  readonly state: PageState;
  /** How many other machines were asked for the same page, and how many have it. */
  readonly asked: number;
  readonly agreeing: number;
}

/** Returns what a person wants to know of a verified block. */
export function signedOf(chainId: string, block: CheckedBlock): Signed {
  const time = Number(block.header.time / 1_000_000n);
  notePageTime(time);
  return {
    height: Number(block.header.height),
    time,
    signers: block.signers.length,
    validators: block.validatorCount,
    state: lightOf(chainId).stateOf(block),
    asked: block.asked,
    agreeing: block.agreeing,
  };
}

/** What a light client answered, and whether this device had to begin again for it. */
export interface Trusted<Value> {
  readonly value: Value;
  readonly again: boolean;
}

/** Asks this device's light client. Throws: FolkmootError, in words for the person. */
export async function askLight<Value>(
  chainId: string,
  question: LightQuestion<Value>,
): Promise<Trusted<Value>> {
  const answer = await lightOf(chainId).ask(question);
  if (answer.ok) return { value: answer.value, again: answer.isAgain };
  throw cannotOf(chainId, answer.reason);
}

/**
 * Takes in the page that came with an invitation: trust begins there, or, where it has begun, it is
 * compared with what this device has verified.
 */
export async function takeIn(chainId: string, page: PageHandedOn): Promise<void> {
  const deps = { light: lightOf(chainId), trust: trustOf(chainId), hasher: portableHasher };
  await raiseWhereElsewhere(chainId, page, await takeInPage(deps, chainId, page));
}

/** Compares the page that came with a recovery file, which may be an old one. */
export async function compareOld(chainId: string, page: PageHandedOn): Promise<void> {
  const deps = { light: lightOf(chainId), trust: trustOf(chainId), hasher: portableHasher };
  await raiseWhereElsewhere(chainId, page, await compareOldPage(deps, chainId, page));
}

/**
 * Compares the page that a receipt's link carries; what is no page is passed over.
 *
 * Why trust never begins with it: such a link comes from anybody, and a changed one would leave a
 * device that is new here with a beginning that leads nowhere.
 */
export async function compareLink(chainId: string, text: string): Promise<void> {
  const page = readLinkPage(text);
  if (page === undefined) return;
  const compared = await comparePage(lightOf(chainId), portableHasher, page);
  await raiseWhereElsewhere(chainId, page, compared);
}

/** What became of a page that somebody handed over, and why it could not be compared. */
export type ComparedByHand =
  | { readonly kind: PageCompared["kind"] }
  | { readonly kind: "failed"; readonly sentence: string };

/** Compares a page that the person brings; another one than this device has verified opens the alarm. */
export async function compareByHand(chainId: string, page: PageHandedOn): Promise<ComparedByHand> {
  try {
    const compared = await comparePage(lightOf(chainId), portableHasher, page);
    await raiseWhereElsewhere(chainId, page, compared);
    return { kind: compared.kind };
  } catch (thrown) {
    return { kind: "failed", sentence: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

/**
 * Raises the alarm where a link names another page than this device has verified.
 *
 * Why an alarm: anyone who gave the link was shown another history, or somebody has changed the link;
 * either way nothing should be signed before that is cleared up.
 */
async function raiseWhereElsewhere(
  chainId: string,
  { height, hash }: PageHandedOn,
  compared: PageCompared,
): Promise<void> {
  if (compared.kind !== "elsewhere") return;
  const name = toHex(hash);
  const other = await shownElsewhere(chainId, { height, name });
  if (other === undefined) raiseAlarmOfLink(chainId, compared.own, name);
  else raiseAlarm(chainId, { verified: compared.own, other: other.block }, other.site);
}

const unreachable = (detail: string): FolkmootError =>
  new FolkmootError("client/unreachable", currentRoomWords().live.offlineCode, detail);

/**
 * The newest state that this device has verified, as its signatures name it.
 *
 * Why two histories stop it: a device that signs while it has seen both would bear witness to a lie.
 */
export async function seenHere(community: string | undefined): Promise<Seen> {
  const chainId = community === undefined ? await chainHere() : chainIdOf(community);
  const { value } = await askLight(chainId, (light) => light.latest());
  return seenIn(value);
}

const seenIn = ({ header }: CheckedBlock): Seen => ({
  height: Number(header.height) - 1,
  root: header.appHash,
});

/** The newest state that this device has verified and that is kept for a month, as what waits for a node names it. */
export const lastingHere = (community: string): Promise<Seen | undefined> =>
  ownLightOf(lightOf(chainIdOf(community))).lasting();

/** A community's name in the headers of its pages. */
const chainIdOf = (community: string): string => `folk-${community.slice(0, 40)}`;

async function chainHere(): Promise<string> {
  const answer = await request<{ readonly chainId: string }>("/community");
  if (answer.kind === "value") return answer.value.chainId;
  throw unreachable("/community");
}

/**
 * Compares the page that this device has verified at a height with the one that its node shows there
 * now, and shows both where they differ.
 *
 * Why: a node that says of something signed here that it belongs to another history either has another
 * one itself, or does not tell the truth.
 */
export async function compareAt(community: string, height: bigint): Promise<void> {
  const chainId = chainIdOf(community);
  const own = await lightOf(chainId).ask((light) => light.lightBlockAt(height));
  if (!own.ok) return;
  const shown = lightBlockFromJson(portableHasher, await source.lightBlock(height));
  if (!shown.ok || nameOf(own.value) === nameOf(shown.value)) return;
  raiseAlarmOfNode(chainId, own.value, shown.value);
}

/** The newest page that this device has verified, to be handed on with an invitation. */
export const handedOn = (chainId: string): Promise<PageHandedOn> => verifiedPage(lightOf(chainId));

/** The same as a receipt's link carries it. */
export const pageForLink = async (chainId: string): Promise<string> =>
  writeLinkPage(await handedOn(chainId));

/** Verifies the newest block of the node. */
export async function checkNewest(chainId: string): Promise<Signed> {
  const { value } = await askLight(chainId, (light) => light.latest());
  return signedOf(chainId, value);
}
