import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { BEGINNING_KEY } from "../../beginning.ts";
import { endOfSpace, metaKey, SPACE } from "../../store/keys.ts";
import type { Store } from "../../store/store.ts";

const ROWS_PER_BATCH = 20_000;

/** Forgets where history begins and ends; the rows follow when a state is taken over again. */
export async function forgetBeginning(store: Store): Promise<void> {
  await store.write([
    { key: metaKey("head"), value: undefined },
    { key: BEGINNING_KEY, value: undefined },
  ]);
}

/** Removes all rows of a state that was not taken over to its end. */
export async function forgetRows(store: Store): Promise<void> {
  const until = endOfSpace(SPACE.row);
  for (let from = Uint8Array.of(SPACE.row); ; ) {
    const keys: Uint8Array[] = [];
    const range = { from, until, limit: ROWS_PER_BATCH };
    for await (const { key } of store.entries(range)) keys.push(key);
    const last = keys.at(-1);
    if (last === undefined) return;
    await store.write(keys.map((key) => ({ key, value: undefined })));
    from = last.slice();
  }
}

/** What CometBFT has signed last: it is never removed, or a key could sign twice. */
const LAST_SIGNED = "priv_validator_state.json";

/** Removes what CometBFT keeps of the chain from its folder, so that it begins again. */
export async function forgetConsensus(folder: string): Promise<void> {
  const data = join(folder, "data");
  const names = await readdir(data).catch((): string[] => []);
  for (const name of names) {
    if (name !== LAST_SIGNED) await rm(join(data, name), { recursive: true, force: true });
  }
}
