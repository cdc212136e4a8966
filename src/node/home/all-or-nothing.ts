import { existsSync } from "node:fs";
import { readdir, rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";

/** How a folder was: what lay in it, and which folders there were not yet, the innermost first. */
interface Before {
  readonly home: string;
  readonly names: readonly string[];
  readonly absent: readonly string[];
}

/**
 * Does something that makes homes; when it fails, takes away what was not in them before.
 *
 * Why by name: what lay in a folder before may be somebody's, and stays.
 */
export async function allOrNothing<R>(
  homes: readonly string[],
  make: () => Promise<R>,
): Promise<R> {
  const before = await Promise.all(homes.map(look));
  try {
    return await make();
  } catch (error) {
    for (const each of before) await takeBack(each);
    throw error;
  }
}

async function look(home: string): Promise<Before> {
  const absent: string[] = [];
  for (let folder = home; !existsSync(folder); folder = dirname(folder)) absent.push(folder);
  return { home, names: await namesIn(home), absent };
}

async function takeBack({ home, names, absent }: Before): Promise<void> {
  for (const name of await namesIn(home)) {
    if (!names.includes(name)) await rm(join(home, name), { recursive: true, force: true });
  }
  for (const folder of absent) {
    await rmdir(folder).catch(() => {
      // It is gone already, or another home lies in it.
    });
  }
}

function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}
