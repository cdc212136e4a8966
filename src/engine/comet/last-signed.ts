import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Where CometBFT keeps in its folder what this machine has signed last. */
export function lastSignedPath(folder: string): string {
  return join(folder, "data", "priv_validator_state.json");
}

/** A round that no block ever reaches: it stands where nothing was signed, and nothing may be. */
const BARRED_ROUND = 0x7fff_ffff;

interface Remembered {
  readonly height: number;
  readonly isBar: boolean;
}

async function remembered(folder: string): Promise<Remembered> {
  try {
    const text = await readFile(lastSignedPath(folder), "utf8");
    const { height, round } = JSON.parse(text) as { readonly [name: string]: unknown };
    const isBar = round === BARRED_ROUND;
    return { height: Number.isSafeInteger(Number(height)) ? Number(height) : 0, isBar };
  } catch {
    return { height: 0, isBar: false };
  }
}

/** The height at which this machine has signed last; 0 where nothing tells, or it never has. */
export async function lastSigned(folder: string): Promise<number> {
  const { height, isBar } = await remembered(folder);
  return isBar ? 0 : height;
}

/** Up to which height this machine may sign nothing; nothing where it has signed, or is not barred. */
export async function barOf(folder: string): Promise<number | undefined> {
  const { height, isBar } = await remembered(folder);
  return isBar ? height : undefined;
}

/**
 * Lets a machine that has signed nothing here sign only above a height.
 *
 * Why: where one machine is a third of the set, as of four or five, CometBFT does not fetch old blocks
 * first; it takes part from the first height on, and a machine without memory would sign all of the
 * heights again that it signed before its disk was lost.
 */
export async function barUpTo(folder: string, height: number): Promise<void> {
  const { height: before } = await remembered(folder);
  const path = lastSignedPath(folder);
  await mkdir(join(folder, "data"), { recursive: true, mode: 0o700 });
  const bar = { height: String(Math.max(before, height)), round: BARRED_ROUND, step: 0 };
  await writeFile(`${path}.new`, `${JSON.stringify(bar)}\n`, { mode: 0o600, flush: true });
  await rename(`${path}.new`, path);
}
