import { mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { equalBytes, fromHex, toHex } from "../../protocol/kernel/bytes.ts";
import type { Reader } from "../../protocol/kernel/state.ts";
import { textOf } from "../../protocol/texts/index.ts";
import { hashOf } from "../founding/content.ts";
import { writeFileSafely } from "../home/write-file.ts";
import type { DiskRoom } from "./disk-room.ts";
import { createShares, LEFT_OVER, type Share } from "./shares.ts";

/** What became of bytes that were handed in. */
export type PutOutcome = "kept" | "wrong-hash" | "too-much" | "disk-low" | "erased";

/** Texts and files, each in a file that is named by the hash of its bytes. */
export interface BlobStore {
  /** Keeps bytes; unless an action publishes them, they go away again. */
  put(hash: Uint8Array, bytes: Uint8Array, share: Share): Promise<PutOutcome>;
  /** The bytes with this hash, if they are here and whole. */
  get(hash: Uint8Array): Promise<Uint8Array | undefined>;
  /** Deletes what the ledger says is erased, and what nobody has published in time. */
  sweep(): Promise<void>;
  /** Deletes at once. */
  erase(hash: Uint8Array): Promise<void>;
  pendingBytes(): number;
  /** What all of them take on the disk. Units: bytes. */
  keptBytes(): number;
}

/** What a blob store needs to know. */
export interface BlobDeps {
  readonly folder: string;
  readonly state: () => Reader;
  /** Tells whether a text is the reason of an answer: such ones are kept, and are in no register. */
  readonly isReason: (hash: Uint8Array) => boolean;
  readonly now: () => number;
  /** How long bytes wait to be published. Units: milliseconds. */
  readonly pendingLife: number;
  /**
   * Tells whether actions wait longer than usual.
   *
   * Why nothing is deleted then: what they publish may be the last copy, and they go on by
   * themselves once enough machines agree.
   */
  readonly isHeldUp: () => boolean;
  readonly pendingBytesMax: number;
  readonly disk: DiskRoom;
}

interface Pending {
  readonly share: Pick<Share, "name" | "isOfStrangers">;
  readonly bytes: number;
  readonly until: number;
}

/** Opens the blobs of a home. */
export async function openBlobStore(deps: BlobDeps): Promise<BlobStore> {
  const { folder, state, now } = deps;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const pending = new Map<string, Pending>();
  /** The length of each file. */
  const kept = new Map<string, number>();
  let keptBytes = 0;
  const path = (hash: Uint8Array) => join(folder, toHex(hash));

  const shares = createShares(deps.pendingBytesMax);

  const forget = (name: string): void => {
    const known = pending.get(name);
    if (known !== undefined) shares.add(known.share, -known.bytes);
    pending.delete(name);
  };
  const remember = (name: string, bytes: number, share: Pending["share"]): void => {
    forget(name);
    pending.set(name, { share, bytes, until: now() + deps.pendingLife });
    shares.add(share, bytes);
  };
  const noteKept = (name: string, bytes: number | undefined): void => {
    keptBytes += (bytes ?? 0) - (kept.get(name) ?? 0);
    if (bytes === undefined) kept.delete(name);
    else kept.set(name, bytes);
  };
  const remove = async (name: string): Promise<void> => {
    await rm(join(folder, name), { force: true });
    noteKept(name, undefined);
  };
  const standing = (hash: Uint8Array): "published" | "erased" | "unknown" => {
    const text = textOf(state(), hash);
    if (text?.erasedAt === 0 || deps.isReason(hash)) return "published";
    return text === undefined ? "unknown" : "erased";
  };
  const settle = async (name: string): Promise<void> => {
    const hash = fromHex(name);
    if (hash?.length !== 32) return;
    const stands = standing(hash);
    if (stands === "published") {
      forget(name);
      return;
    }
    const isLate = (pending.get(name)?.until ?? 0) <= now();
    if (stands === "unknown" && (!isLate || deps.isHeldUp())) return;
    forget(name);
    await remove(name);
  };

  for (const name of await readdir(folder)) {
    const hash = fromHex(name);
    if (hash?.length !== 32) {
      await rm(join(folder, name), { force: true });
      continue;
    }
    const { size } = await stat(join(folder, name));
    noteKept(name, size);
    if (standing(hash) === "unknown") remember(name, size, LEFT_OVER);
  }

  return {
    pendingBytes: shares.total,
    keptBytes: () => keptBytes,
    async put(hash, bytes, share) {
      if (!equalBytes(hashOf(bytes), hash)) return "wrong-hash";
      const stands = standing(hash);
      if (stands === "erased") return "erased";
      const name = toHex(hash);
      if (!kept.has(name) && !(await deps.disk.hasRoom(keptBytes, bytes.length))) return "disk-low";
      if (stands === "unknown") {
        // The same bytes again stay on the account on which they came first.
        const isNew = !pending.has(name);
        if (isNew && !shares.hasRoom(share, bytes.length)) return "too-much";
        remember(name, bytes.length, pending.get(name)?.share ?? share);
      }
      // Counted before it is written, so that many at once do not take one room.
      noteKept(name, bytes.length);
      try {
        await writeFileSafely(path(hash), bytes, 0o600);
      } catch (error) {
        forget(name);
        await remove(name).catch(() => {});
        throw error;
      }
      if (standing(hash) === "erased") await remove(name);
      return "kept";
    },
    async get(hash) {
      let bytes: Buffer;
      try {
        bytes = await readFile(path(hash));
      } catch {
        return undefined;
      }
      return equalBytes(hashOf(bytes), hash) ? new Uint8Array(bytes) : undefined;
    },
    async erase(hash) {
      forget(toHex(hash));
      await remove(toHex(hash));
    },
    async sweep() {
      for (const name of await readdir(folder)) await settle(name);
    },
  };
}
