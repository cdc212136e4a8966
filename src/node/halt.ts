import { BLOCK_ID_FLAG, type LightBlock } from "../protocol/chain/index.ts";
import { fromHex, toHex } from "../protocol/kernel/bytes.ts";
import type { Reader } from "../protocol/kernel/state.ts";
import { machineAt, machines as machinesTable } from "../protocol/validators/index.ts";
import type { NodeContext } from "./context.ts";

/** Nothing new can be agreed on: since when, and who is missing. */
export interface Halt {
  /** The time of the last block. Units: milliseconds since 1970. */
  readonly since: number;
  /** The addresses of the machines from which nothing comes, in hexadecimal. */
  readonly missing: readonly string[];
  /** The same machines in words: their numbers and who runs them, as far as the record knows. */
  readonly missingWords: readonly string[];
  /** How many machines take part, of how many, and how many are needed. */
  readonly present: number;
  readonly machines: number;
  readonly quorum: number;
}

/** Heartbeats without a block after which it is asked why. */
const PATIENCE = 3;
/** No network is taken for one that stands still before this. Units: milliseconds. */
const STILL_AFTER = 10_000;
/** However slowly it beats, this long without a block it is asked why. Units: milliseconds. */
const STILL_AFTER_MAX = 90_000;

/**
 * Finds out whether the network stands still because too many machines are missing.
 *
 * Why two signs are needed: an old block alone may mean that this node has just started, and few
 * votes alone that there is nothing to decide.
 */
export async function haltOf({ engine, network, clock }: NodeContext): Promise<Halt | undefined> {
  const { height, time } = engine.head();
  if (network === undefined) return undefined;
  const resting = PATIENCE * network.timing.heartbeat;
  const age = clock.now() - time;
  if (age < Math.max(STILL_AFTER, Math.min(resting, STILL_AFTER_MAX))) return undefined;
  const state = await engine.network?.().catch(() => undefined);
  if (state === undefined) return undefined;
  // Anyone who is connected and hears no vote at all stands between two blocks.
  const isUnclear = state.isCatchingUp || state.voted.length === 0;
  if (isUnclear && state.peers.length > 0) return undefined;
  const light = await engine.lightBlock(height);
  if (light === undefined) return undefined;
  const addresses = light.nextValidators.validators.map(({ address }) => toHex(address));
  const hasVoted = (address: string) => state.voted.some((start) => address.startsWith(start));
  const missing = addresses.filter((address) => !hasVoted(address));
  const machines = addresses.length;
  // A machine that is alone has nobody to hear from while it rests.
  if (machines === 1 && age < resting) return undefined;
  const quorum = quorumOf(machines);
  const present = machines - missing.length;
  if (present >= quorum) return undefined;
  const missingWords = missing.map((address) => machineWords(engine.ledger.reader(), address));
  return { since: time, missing, missingWords, present, machines, quorum };
}

function machineWords(state: Reader, address: string): string {
  const machine = machineAt(state, fromHex(address) ?? new Uint8Array(0));
  if (machine === undefined) return `the machine ${address}`;
  const operator = machinesTable.get(state, [machine])?.operator ?? 0;
  return operator === 0 ? `machine ${machine}` : `machine ${machine} of person ${operator}`;
}

/** More than two thirds of the machines. */
export function quorumOf(machines: number): number {
  return Math.floor((machines * 2) / 3) + 1;
}

/**
 * Who signs, and who has signed the newest block or the one before.
 *
 * Why two: two thirds of the signatures make a block final, and the others come a moment later.
 */
export async function signersOf({ engine }: NodeContext) {
  const state = engine.ledger.reader();
  const { height } = engine.head();
  const light = await engine.lightBlock(height);
  const before = height > 1 ? await engine.lightBlock(height - 1) : undefined;
  const here = new Set([...signedIn(before), ...signedIn(light)]);
  return (light?.validators.validators ?? []).map(({ address, publicKey }) => ({
    address: toHex(address),
    key: toHex(publicKey),
    name: machineWords(state, toHex(address)),
    hasSigned: here.has(toHex(address)),
  }));
}

function signedIn(light: LightBlock | undefined): string[] {
  const signatures = light?.signedHeader.commit.signatures ?? [];
  return signatures.flatMap(({ flag, validatorAddress }) =>
    flag === BLOCK_ID_FLAG.commit ? [toHex(validatorAddress)] : [],
  );
}

/** Says in words what a halt means: who is missing, since when, and what still works. */
export function haltWords({
  since,
  missingWords,
  present,
  machines,
  quorum,
}: Halt): readonly string[] {
  const moment = `${new Date(since).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const few = quorum - present;
  return [
    `Nothing new can be agreed on since ${moment}: ${present} of ${machines} machines take part, ${quorum} are needed.`,
    `Missing: ${missingWords.join(", ")}.`,
    "Reading, proving and checking go on. What is sent is kept and goes on by itself.",
    `${few === 1 ? "One more machine has" : `${few} more machines have`} to come back. If they never will, the members can restart the record: see \`folkmoot network restart\`.`,
  ];
}
