import type { FileHandle } from "node:fs/promises";
import type { CheckpointVerdict } from "../../protocol/kernel/tree/checkpoint.ts";
import {
  type CheckpointParts,
  createCheckpointParts,
} from "../../protocol/kernel/tree/checkpoint-parts.ts";
import type { TreePart } from "../../protocol/kernel/tree/part.ts";
import type { Tree } from "../../protocol/kernel/tree/tree.ts";
import { type PartThreads, startPartThreads } from "./part-threads.ts";

/** What is read at once, and becomes one part. Units: bytes. */
const BUFFER_BYTES = 4 * 1024 * 1024;
/** Parts under way for each thread: one in its hands, and one that waits for it. */
const AHEAD = 2;

/** Where a checkpoint lies, and how it is read. */
export interface PartsOptions {
  readonly file: FileHandle;
  /** Where in the file it begins. */
  readonly start: number;
  readonly threads: number;
  /** What is read at once; at least the longest record. Units: bytes. */
  readonly bufferBytes?: number;
}

/** A part under way, and the memory in which its records lie. */
interface Flight {
  readonly part: Promise<TreePart | undefined>;
  readonly buffer: Uint8Array<SharedArrayBuffer>;
}

/**
 * Reads a checkpoint into an empty tree by several threads, each of which hashes the rows of a stretch.
 *
 * Throws: when the file cannot be read or a thread ends; the tree is then as it was before.
 */
export async function readInParts(
  tree: Tree,
  root: Uint8Array,
  options: PartsOptions,
): Promise<CheckpointVerdict> {
  const reader = createCheckpointParts(tree, root, options.threads);
  const threads = startPartThreads(reader.lanes);
  try {
    return reader.finish(await readParts(reader, threads, options));
  } catch (error) {
    reader.add(undefined);
    reader.finish(0);
    throw error;
  } finally {
    await threads.end();
  }
}

/** Reads to the end, or until the checkpoint is refused; returns how many bytes were left over. */
async function readParts(
  reader: CheckpointParts,
  threads: PartThreads,
  { file, start, threads: count, bufferBytes = BUFFER_BYTES }: PartsOptions,
): Promise<number> {
  const spare = Array.from(
    { length: count * AHEAD + 1 },
    () => new Uint8Array(new SharedArrayBuffer(bufferBytes)),
  );
  const flights: Flight[] = [];
  const land = async (): Promise<boolean> => {
    const flight = flights.shift();
    if (flight === undefined) return true;
    const isAdded = reader.add(await flight.part);
    spare.push(flight.buffer);
    return isAdded;
  };
  let rest = new Uint8Array(0);
  for (let position = start; ; ) {
    if (spare.length === 0 && !(await land())) return 0;
    const buffer = spare.pop() as Uint8Array<SharedArrayBuffer>;
    buffer.set(rest);
    const room = bufferBytes - rest.length;
    const { bytesRead } = await file.read(buffer, rest.length, room, position);
    if (bytesRead === 0) break;
    position += bytesRead;
    const bytes = buffer.subarray(0, rest.length + bytesRead);
    const found = reader.find(bytes);
    if (found === undefined) return 0;
    rest = bytes.slice(found.end);
    const records = bytes.subarray(found.from, found.end);
    if (records.length === 0) spare.push(buffer);
    else flights.push({ part: threads.make(records), buffer });
  }
  while (flights.length > 0) if (!(await land())) return 0;
  return rest.length;
}
