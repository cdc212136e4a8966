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
