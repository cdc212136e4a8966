import { open, rename, rm } from "node:fs/promises";

/**
 * Writes a file whole or not at all, and returns once it is on the disk.
 *
 * Units: `mode` as for `chmod`.
 */
export async function writeFileSafely(
  path: string,
  content: string | Uint8Array,
  mode = 0o644,
): Promise<void> {
  const beside = `${path}.${process.pid}.new`;
  const file = await open(beside, "w", mode);
  try {
    await file.writeFile(content);
    await file.sync();
  } catch (error) {
    await file.close();
    await rm(beside, { force: true });
    throw error;
  }
  await file.close();
  await rename(beside, path);
}

/**
 * Writes a file that is not there yet, whole or empty, and returns once it is on the disk.
 *
 * Why its place is taken first: anyone who comes at the same moment is refused, on any file system.
 * Units: `mode` as for `chmod`. Throws: the system's error, `EEXIST` where something is there.
 */
export async function writeNewFile(path: string, content: string, mode: number): Promise<void> {
  await (await open(path, "wx", mode)).close();
  try {
    await writeFileSafely(path, content, mode);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}
