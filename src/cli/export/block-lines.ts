import { momentOf } from "../../engine/chain-params.ts";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { decodeOutcome } from "../../engine/records.ts";
import { endOfSpace, heightKey, SPACE } from "../../engine/store/keys.ts";
import { decodeBlock } from "../../protocol/chain/index.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import { toPlain } from "../../protocol/kernel/plain.ts";
import { pastAction } from "../../protocol/past-action.ts";
import type { History } from "./open-history.ts";

/** Lists all blocks in order: what is in them in words, and their bytes and commits as they are. */
export async function* blockLines({ store, ledger, firstBlock }: History): AsyncGenerator<string> {
  const range = { from: Uint8Array.of(SPACE.block), until: endOfSpace(SPACE.block) };
  let height = firstBlock - 1;
  for await (const { value } of store.entries(range)) {
    height += 1;
    const commit = await store.get(heightKey(SPACE.commit, height));
    const kept = await store.get(heightKey(SPACE.outcome, height));
    const outcome = kept === undefined ? undefined : decodeOutcome(kept);
    const block = decodeBlock(value);
    if (!block.ok || commit === undefined || outcome === undefined) {
      throw new Error(`block ${height} cannot be read; run folkmoot verify`);
    }
    const { header } = block.value;
    const actions = block.value.txs.map((wire, at) => {
      const { id, decoded } = pastAction(ledger.law, nativeHasher, header, wire);
      const { code, events, person, type } = outcome.receipts[at] ?? {};
      const input = decoded.ok ? toPlain(decoded.value.input) : null;
      return { id: toHex(id), type, person, input, code, events, wire: toHex(wire) };
    });
    yield JSON.stringify({
      height,
      time: momentOf(header.time),
      stateBefore: toHex(header.appHash),
      due: outcome.due,
      actions,
      block: Buffer.from(value).toString("base64"),
      commit: Buffer.from(commit).toString("base64"),
    });
  }
}
