import type { CommittedBlock } from "../../engine/engine.ts";
import { openDecisions, reasonOf, reasons } from "../../protocol/decisions/index.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import type { DecisionId, PersonId } from "../../protocol/kernel/ids.ts";
import type { Reader } from "../../protocol/kernel/state.ts";

/** A reason that somebody has given for their answer, as nodes keep its text. */
export interface KeptReason {
  readonly owner: PersonId;
  readonly audience: "public" | "community";
  /** Whether voting lasts: until its end only its author may know of it. */
  readonly isHidden: boolean;
}

/** Which hash of a text is the reason of whom; derived from the state, and only a cache. */
export interface ReasonIndex {
  /** Reads all reasons of a state: once blocks are followed, so that none is missed that came before. */
  begin(state: Reader): void;
  /** The reason with this hash; nothing where there is none. */
  find(state: Reader, hash: Uint8Array): KeptReason | undefined;
  /** Takes a block in; returns the hashes, in hexadecimal, of what is nobody's reason any more. */
  note(block: Pick<CommittedBlock, "receipts">, state: Reader): readonly string[];
}

type Key = readonly [DecisionId, PersonId];

/** Events after which somebody's reason may be another. */
const AFTER: readonly string[] = ["decisions/vote-cast", "decisions/reason-changed"];

/**
 * Reads all reasons of a state, and follows from there.
 *
 * Why from the events of answers: while voting lasts reasons have no others.
 * Bounds: one hash may be the reason of several answers of one person.
 */
export function createReasonIndex(state: Reader): ReasonIndex {
  const hashByKey = new Map<string, string>();
  const keysByHash = new Map<string, Map<string, Key>>();
  const put = (key: Key, hash: string | undefined): void => {
    const name = key.join(" ");
    const before = hashByKey.get(name);
    if (before !== undefined) {
      const keys = keysByHash.get(before);
      keys?.delete(name);
      if (keys?.size === 0) keysByHash.delete(before);
    }
    if (hash === undefined) {
      hashByKey.delete(name);
      return;
    }
    hashByKey.set(name, hash);
    const keys = keysByHash.get(hash) ?? new Map<string, Key>();
    keysByHash.set(hash, keys.set(name, key));
  };
  const begin = (now: Reader): void => {
    for (const { key } of reasons.entries(now, [])) {
      const row = reasonOf(now, ...key);
      put(key, row === undefined ? undefined : toHex(row.text));
    }
  };
  begin(state);
  return {
    begin,
    find(now, hash) {
      let found: KeptReason | undefined;
      for (const [decision, owner] of keysByHash.get(toHex(hash))?.values() ?? []) {
        const row = reasonOf(now, decision, owner);
        if (row === undefined) continue;
        const isHidden = openDecisions.isOpen(now, decision);
        found = { owner, audience: row.audience, isHidden };
        if (!isHidden) return found;
      }
      return found;
    },
    note(block, now) {
      const gone: string[] = [];
      for (const key of answersIn(block)) {
        const before = hashByKey.get(key.join(" "));
        const row = reasonOf(now, ...key);
        const after = row === undefined ? undefined : toHex(row.text);
        if (before === after) continue;
        put(key, after);
        if (before !== undefined && !keysByHash.has(before)) gone.push(before);
      }
      return gone;
    },
  };
}

/** Whose answers a block tells of, to which decisions. */
export function answersIn({ receipts }: Pick<CommittedBlock, "receipts">): readonly Key[] {
  return receipts
    .flatMap(({ events }) => events)
    .filter(({ type }) => AFTER.includes(type))
    .map(({ data }) => [
      Number(data["decision"]) as DecisionId,
      Number(data["person"]) as PersonId,
    ]);
}
