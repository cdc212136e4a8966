import { statfs } from "node:fs/promises";

/** How much a disk has. Units: bytes. */
export interface DiskSpace {
  readonly size: number;
  readonly free: number;
}

/** What of a disk texts may take. */
export interface DiskRoom {
  /** Tells whether so many more bytes may be kept beside what texts take already. */
  hasRoom(taken: number, more: number): Promise<boolean>;
}

/** What anyone who runs the node has chosen. Units: bytes. */
export interface DiskChoice {
  /** What stays free for blocks. */
  readonly reserve?: number | undefined;
  /** What all texts together may take. */
  readonly texts?: number | undefined;
}

/** What stays free for blocks unless said otherwise; of a small disk a tenth. Units: bytes. */
export const USUAL_RESERVE = 512 * 1024 * 1024;
const RESERVE_OF_SMALL = 0.1;
/** What texts may take of all that they take and that is free. */
const TEXTS_SHARE = 0.5;

/**
 * Finds out what of a disk texts may take.
 *
 * Why long before it is full: a text can be handed in again, or to another machine; a block that cannot be
 * written stops the node. Where the system does not tell what is free, only the chosen bound holds.
 */
export function createDiskRoom(
  choice: DiskChoice,
  read: () => Promise<DiskSpace | undefined>,
): DiskRoom {
  return {
    async hasRoom(taken, more) {
      if (choice.texts !== undefined && taken + more > choice.texts) return false;
      const space = await read();
      if (space === undefined) return true;
      const { size, free } = space;
      const reserve = choice.reserve ?? Math.min(USUAL_RESERVE, size * RESERVE_OF_SMALL);
      if (free - more < reserve) return false;
      return choice.texts !== undefined || taken + more <= (taken + free) * TEXTS_SHARE;
    },
  };
}

/** Asks the system about the disk that holds a folder; nothing where it does not tell. */
export async function diskSpaceAt(folder: string): Promise<DiskSpace | undefined> {
  const found = await statfs(folder).catch(() => undefined);
  if (found === undefined || found.blocks === 0) return undefined;
  return { size: found.blocks * found.bsize, free: found.bavail * found.bsize };
}
