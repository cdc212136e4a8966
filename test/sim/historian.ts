import type { Engine, Submission } from "#engine/engine.js";
import { decodeBlock } from "#protocol/chain/index.js";
import { equalBytes, toHex } from "#protocol/index.js";
import type { AuditedReceipt, Auditor } from "./audit/auditor.ts";
import type { Cast } from "./cast.ts";

/** Reports what is wrong; does not return. */
export type Report = (check: string, what: string) => never;

/** Remembers what was promised and what every block held, and looks whether it stays so. */
export interface Historian {
  readonly cast: Cast;
  readonly types: ReadonlyMap<string, number>;
  /** Blocks that were looked at. */
  blocks(): number;
  /** Actions that are in them. */
  done(): number;
  /** Keeps an answer that somebody was given. */
  promise(answer: Submission): void;
  /** Looks at the blocks that are new. */
  catchUp(engine: Engine): Promise<void>;
  /** Looks whether all that was promised is where it was said to be. */
  assertKept(engine: Engine): Promise<void>;
}

interface Promised {
  readonly id: Uint8Array;
  readonly height: number;
  readonly index: number;
  readonly code: number;
}

/** Promises that are looked at again after each restart; at the end of a run all were, many times. */
const RECENT = 60;
const NANOS = 1_000_000n;

interface Memory {
  readonly cast: Cast;
  readonly auditor: Auditor;
  readonly report: Report;
  readonly promised: Promised[];
  /** Height and place of every action, by its id. */
  readonly places: Map<string, string>;
  /** Roots by height. */
  readonly roots: Map<number, Uint8Array>;
  readonly types: Map<string, number>;
  looked: number;
}

/** Sends a historian to a community. */
export function createHistorian(cast: Cast, auditor: Auditor, report: Report): Historian {
  const memory: Memory = {
    cast,
    auditor,
    report,
    promised: [],
    places: new Map(),
    roots: new Map(),
    types: new Map(),
    looked: 0,
  };
  return {
    cast,
    types: memory.types,
    blocks: () => memory.looked,
    done: () => memory.places.size,
    promise(answer) {
      if (answer.state === "acknowledged") memory.promised.push(answer.receipt);
    },
    catchUp: (engine) => catchUp(memory, engine),
    assertKept: (engine) => assertKept(memory, engine),
  };
}

async function catchUp(memory: Memory, engine: Engine): Promise<void> {
  const { report, roots } = memory;
  const { height, time } = engine.head();
  if (height < memory.looked) {
    report("acknowledged", `history went from ${memory.looked} to ${height}`);
  }
  for (; memory.looked < height; memory.looked += 1) await look(memory, engine, memory.looked + 1);
  const { ledger } = engine;
  const before = roots.get(height);
  if (before !== undefined && !equalBytes(before, ledger.root())) {
    report("restart", `another root after block ${height}`);
  }
  roots.set(height, ledger.root().slice());
  const [broken] = ledger.stateMachine.broken(ledger.reader(), time);
  if (broken !== undefined) report("invariant of the law", broken);
}

async function look(memory: Memory, engine: Engine, height: number): Promise<void> {
  const { report, auditor } = memory;
  const kept = await engine.block(height);
  const block = kept && decodeBlock(kept.block);
  if (!block?.ok) return report("history", `block ${height} is not there`);
  const { txs, header } = block.value;
  const receipts: AuditedReceipt[] = [];
  for (const [index, wire] of txs.entries()) {
    receipts.push(await receiptOf(memory, engine, wire, { height, index }));
  }
  const actions = txs.map((wire) => engine.ledger.stateMachine.decode(wire));
  const before = header.appHash;
  const input = { height, time: Number(header.time / NANOS), actions, before };
  const state = engine.ledger.readerAt(height);
  const wrong = auditor.follow(engine.ledger, input, receipts, state);
  if (wrong !== undefined) report("auditor", wrong);
}

async function receiptOf(
  { cast, types, places, report }: Memory,
  engine: Engine,
  wire: Uint8Array,
  { height, index }: { readonly height: number; readonly index: number },
): Promise<AuditedReceipt> {
  const { decoded } = engine.ledger.stateMachine.decode(wire);
  if (!decoded.ok) return report("history", `block ${height} holds what is no action`);
  const { id, input } = decoded.value;
  const name = toHex(id);
  if (places.has(name)) report("once", `${name} is in two blocks`);
  places.set(name, `${height} ${index}`);
  const receipt = await engine.find(id);
  if (receipt?.height !== height) return report("history", `${name} is not found`);
  cast.learn(receipt, input);
  types.set(receipt.type, (types.get(receipt.type) ?? 0) + 1);
  return receipt;
}

async function assertKept({ promised, places, report }: Memory, engine: Engine): Promise<void> {
  for (const { id, height, index, code } of promised.slice(-RECENT)) {
    const found = await engine.find(id);
    const isKept = found?.height === height && found.index === index && found.code === code;
    if (!isKept) report("acknowledged", `${toHex(id)} is not where it was said to be`);
    if (places.get(toHex(id)) !== `${height} ${index}`) report("once", "it is elsewhere too");
  }
}
