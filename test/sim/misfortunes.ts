import { nativeHasher } from "#engine/native-hasher.js";
import { readNumber, SPACE } from "#engine/store/keys.js";
import { verifyHistory } from "#engine/verify-history.js";
import { toHex } from "#protocol/index.js";
import type { Flipped } from "./disk.ts";
import { lawOfTwo } from "./editions.ts";
import { comeBack, expectRefusal, restart, type World, Wrong } from "./machine.ts";

/** A clock that jumps must stop the engine; somebody sets it right and starts again. */
export async function mendClock(world: World): Promise<void> {
  const refused = await world.engine.tick().then(
    () => false,
    () => true,
  );
  if (!refused) throw new Wrong("clock", `an error of ${world.clockError} ms went unseen`);
  world.clockError = 0;
  await restart(world);
}

/** Cuts the power while nothing is being written. */
export async function cutPower(world: World): Promise<void> {
  await world.disk.cut();
  await comeBack(world);
}

const OF_BLOCKS: readonly number[] = [SPACE.block, SPACE.commit, SPACE.outcome];
const SPACES: readonly number[] = [...OF_BLOCKS, SPACE.row, SPACE.action, SPACE.meta];

/** What is kept of a block is named by its height. */
function assertNamed({ key }: Flipped, block: number | undefined): void {
  if (!OF_BLOCKS.includes(key[0] as number)) return;
  const height = readNumber(key, 1, 8);
  if (block === height) return;
  throw new Wrong("damage", `a turned bit of block ${height} is said to be in block ${block}`);
}

/** Turns a bit on the disk; the start refuses, or going through all of history finds it. */
export async function flipBit(world: World): Promise<void> {
  if (world.disk.unsynced() > 0) return;
  await world.disk.cut();
  await world.engine.stop();
  const flipped = await world.disk.flip(world.random, world.random.pick(SPACES));
  if (flipped !== undefined) {
    const store = await world.disk.open();
    const verdict = await verifyHistory({
      law: lawOfTwo,
      founding: world.beginning.document,
      store,
      hasher: nativeHasher,
    });
    if (verdict.ok) await expectRefusal(world, `a turned bit of ${toHex(flipped.key)}`);
    else assertNamed(flipped, verdict.block);
    await flipped.undo();
    await world.disk.cut();
  }
  await restart(world);
}
