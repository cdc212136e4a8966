import type { Header, LightBlock } from "../../protocol/chain/index.ts";
import { equalBytes } from "../../protocol/kernel/bytes.ts";
import { ok, type Result } from "../../protocol/kernel/result.ts";
import { decode } from "../../protocol/kernel/schema.ts";
import { type KeptRoot, roots } from "../../protocol/witness/index.ts";
import { gapConflict } from "./conflict.ts";
import { type LightFault, lightFault } from "./fault.ts";
import { messageOf } from "./fetch-block.ts";
import { checkRange, stateHeight } from "./proof.ts";
import type { Newest } from "./still-there.ts";

/** How many heights are looked through first for a change of the state; eight times as many each time. */
const FIRST_LOOK = 64;

/**
 * Says why a far later page does not come after the newest one that this device has verified, by what
 * the law remembers: the first change of the state from there on says what the state had been.
 *
 * Why this is enough against a second copy: it has carried out other actions, or none and then nothing
 * that this device has verified is missing. A machine whose key is in a forger's hands could write any
 * state beneath its own pages; only links tell those.
 * Bounds: where the record has changed more than 4,096 times since, only the last change of each ten
 * minutes is remembered, and what lies between two of those is not judged.
 */
export async function objectionByRoots(
  newest: Newest,
  target: LightBlock,
): Promise<LightFault | undefined> {
  const { verified } = newest;
  const [own, end] = [verified.signedHeader.header, target.signedHeader.header];
  const seen = Number(stateHeight(own));
  const before = Number(stateHeight(end));
  for (let look = FIRST_LOOK; ; look *= 8) {
    const until = Math.min(before, seen + look);
    const change = await firstChange(newest, end, { from: seen, until });
    if (!change.ok) return change.reason;
    const isAll = until === before;
    if (change.value === undefined && !isAll) continue;
    if (change.value !== undefined && seen < change.value.since) return undefined;
    const root = change.value?.root ?? end.appHash;
    return equalBytes(root, own.appHash) ? undefined : gapConflict(verified, target);
  }
}

/** The first change within a stretch of heights, proved under a header; nothing where there is none. */
async function firstChange(
  { judge, source }: Newest,
  end: Header,
  { from, until }: { readonly from: number; readonly until: number },
): Promise<Result<KeptRoot | undefined, LightFault>> {
  const range = { from: roots.keyBytes([from]), until: roots.endBytes([until]) };
  try {
    const { height, proof } = await source.proveRange(range, stateHeight(end));
    if (height !== stateHeight(end)) {
      const detail = "the proof is of another height than was asked for";
      return { ok: false, reason: lightFault("wrong-height", detail, end.height) };
    }
    const rows = checkRange(judge.hasher, end, range, proof);
    if (!rows.ok) return rows;
    const row = rows.value[0]?.row;
    if (row === undefined) return ok(undefined);
    const kept = decode(roots.row, row);
    if (kept.ok) return ok(kept.value as KeptRoot);
    return { ok: false, reason: lightFault("proof-refused", kept.reason, end.height) };
  } catch (cause) {
    return { ok: false, reason: lightFault("unreachable", messageOf(cause), end.height) };
  }
}
