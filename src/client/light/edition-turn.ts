import { editionIn, type LightBlock } from "../../protocol/chain/index.ts";
import { editionTables } from "../../protocol/constitution/index.ts";
import { decode } from "../../protocol/kernel/schema.ts";
import { singleKey } from "../../protocol/kernel/tree/key.ts";
import { type LightFault, lightFault } from "./fault.ts";
import { messageOf } from "./fetch-block.ts";
import { checkRow, stateHeight } from "./proof.ts";
import type { LightSource } from "./source.ts";
import type { Judge } from "./verify.ts";

/** The edition of a community's founding: no row names it before another one is adopted. */
const FIRST = 1;

/**
 * Says why a page does not carry the edition of the law that the community has adopted.
 *
 * Why it is proved: views are worked out by the edition that a header names, so a machine that signs a
 * page with another number could let the same rows say something else. The state beneath the page names
 * the edition, and nobody but everyone together has written it there.
 */
export async function objectionToEdition(
  { judge, source }: { readonly judge: Judge; readonly source: LightSource },
  { signedHeader: { header } }: LightBlock,
): Promise<LightFault | undefined> {
  const named = editionIn(header);
  const { edition } = editionTables;
  const key = edition.keyBytes([]);
  try {
    const { height, proof } = await source.proveRange(singleKey(key), stateHeight(header));
    if (height !== stateHeight(header)) {
      const detail = "the proof is of another height than was asked for";
      return lightFault("wrong-height", detail, header.height);
    }
    const row = checkRow(judge.hasher, header, key, proof);
    if (!row.ok) return row.reason;
    const inForce = row.value === undefined ? FIRST : numberIn(row.value);
    if (inForce === named) return undefined;
    const detail = `the page names edition ${named} of the law, and the state edition ${inForce}`;
    return lightFault("another-edition", detail, header.height);
  } catch (cause) {
    return lightFault("unreachable", messageOf(cause), header.height);
  }
}

/** The number in a row that every edition writes alike; nothing where it cannot be read. */
function numberIn(bytes: Uint8Array): number | undefined {
  const row = decode(editionTables.edition.row, bytes);
  return row.ok ? (row.value as { readonly number: number }).number : undefined;
}
