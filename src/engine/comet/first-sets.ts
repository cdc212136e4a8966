import type { CometOptions } from "./options.ts";
import { encodeKeys, knowsRestart, readKeys, restartSets, setKey } from "./validator-sets.ts";

/** Keeps who signs at the beginning, and from where the chain went over to CometBFT. */
export async function keepFirstSets({ store, founding, network }: CometOptions): Promise<void> {
  const { height, validators, run } = network.start;
  if (run !== undefined) {
    if (await knowsRestart(store, network.start)) return;
    const announced = (await readKeys(store, height)) ?? [];
    await store.write(restartSets(network.start, announced));
    return;
  }
  const first = founding.validators.map(({ key }) => key);
  await store.write([
    ...(height > 1 ? [{ key: setKey(1), value: encodeKeys(first) }] : []),
    { key: setKey(height), value: encodeKeys(validators) },
  ]);
}
