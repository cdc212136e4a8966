import { type FileHandle, open } from "node:fs/promises";
import { fromHex, toHex } from "../../protocol/kernel/bytes.ts";

/** Height and hash of the newest acknowledged block. */
export interface Mark {
  readonly height: number;
  readonly hash: Uint8Array;
}

/**
 * A second witness of where history ends, outside the store.
 *
 * Why: a database drops a damaged tail of its log without a word when it is opened; the marker
 * tells that acknowledged blocks are missing.
 */
export interface HeadMarker {
  /** What it says; `damaged` when it cannot be read. */
  read(): Promise<Mark | "damaged" | undefined>;
  /** Writes without waiting for the disk: a mark that lags behind is no harm. */
  write(mark: Mark): Promise<void>;
  close(): Promise<void>;
}

/** A marker that lasts as long as the process. */
export function createMemoryMarker(): HeadMarker {
  let held: Mark | undefined;
  return {
    async read() {
      return held;
    },
    async write(mark) {
      held = mark;
    },
    async close() {},
  };
}

const HEIGHT_DIGITS = 16;

/** Keeps the marker in a small file: sixteen digits, a space, 64 hexadecimal digits, a line end. */
export async function openFileMarker(path: string): Promise<HeadMarker> {
  let file: FileHandle;
  try {
    file = await open(path, "r+");
  } catch {
    file = await open(path, "w+", 0o600);
  }
  return {
    async read() {
      const { size } = await file.stat();
      if (size === 0) return undefined;
      const content = Buffer.alloc(128);
      const { bytesRead } = await file.read(content, 0, content.length, 0);
      return parseMark(content.toString("latin1", 0, bytesRead));
    },
    async write({ height, hash }) {
      const line = `${String(height).padStart(HEIGHT_DIGITS, "0")} ${toHex(hash)}\n`;
      await file.write(line, 0, "latin1");
    },
    close: () => file.close(),
  };
}

function parseMark(line: string): Mark | "damaged" {
  const found = /^([0-9]{16}) ([0-9a-f]{64})\n$/.exec(line);
  const hash = fromHex(found?.[2] ?? "");
  if (found === null || hash?.length !== 32) return "damaged";
  return { height: Number(found[1]), hash };
}
