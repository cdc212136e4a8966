/** One file in a backup. */
export interface PackEntry {
  /** Its path, with `/` between folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The longest file that is read back: as long as a founding document may be. Units: bytes. */
const ENTRY_MAX = 256 * 1024 * 1024;
const BLOCK = 512;
const NAME_MAX = 100;

const text = new TextEncoder();
const untext = new TextDecoder("latin1");

/**
 * Writes files one behind the other as a tar (ustar), so that `tar` alone can take a backup apart.
 *
 * Bounds: names of at most 100 characters. Why no times and no owners: the same files give the same bytes.
 */
export async function* writeTar(entries: AsyncIterable<PackEntry>): AsyncGenerator<Uint8Array> {
  for await (const { name, bytes } of entries) {
    yield headerOf(name, bytes.length);
    if (bytes.length > 0) yield bytes;
    const rest = bytes.length % BLOCK;
    if (rest > 0) yield new Uint8Array(BLOCK - rest);
  }
  yield new Uint8Array(2 * BLOCK);
}

function headerOf(name: string, size: number): Uint8Array {
  if (!isSafeName(name)) throw new Error(`${name} cannot be named in a backup`);
  const header = new Uint8Array(BLOCK);
  const put = (at: number, words: string): void => header.set(text.encode(words), at);
  put(0, name);
  put(100, "0000600\0");
  put(108, "0000000\0");
  put(116, "0000000\0");
  put(124, `${size.toString(8).padStart(11, "0")}\0`);
  put(136, `${"0".repeat(11)}\0`);
  put(148, " ".repeat(8));
  put(156, "0");
  put(257, "ustar\0");
  put(263, "00");
  put(148, `${sumOf(header).toString(8).padStart(6, "0")}\0 `);
  return header;
}

function sumOf(header: Uint8Array): number {
  let sum = 0;
  for (const byte of header) sum += byte;
  return sum;
}

/** Names that stay inside of the folder into which they are unpacked. */
function isSafeName(name: string): boolean {
  const parts = name.split("/");
  const isPlain = /^[\w.-]+(?:\/[\w.-]+)*$/.test(name) && name.length <= NAME_MAX;
  return isPlain && !parts.includes("..") && !parts.includes(".");
}

/**
 * Reads the files of a tar that `writeTar` wrote.
 *
 * Throws: Error where it is cut off, damaged, or names a place outside.
 */
export async function* readTar(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<PackEntry> {
  const source = takeFrom(chunks);
  try {
    for (;;) {
      const header = await source.take(BLOCK);
      if (header.every((byte) => byte === 0)) break;
      const { name, size } = readHeader(header);
      const bytes = await source.take(size);
      await source.take((BLOCK - (size % BLOCK)) % BLOCK);
      yield { name, bytes };
    }
    await source.take(BLOCK);
    // What is encrypted says only with its last bytes that it is whole.
    await source.drain();
  } finally {
    await source.end();
  }
}

function readHeader(header: Uint8Array): { readonly name: string; readonly size: number } {
  const words = (from: number, until: number): string =>
    untext.decode(header.subarray(from, until)).split("\0")[0] ?? "";
  const name = words(0, NAME_MAX);
  const octal = words(124, 136).trim();
  const size = /^[0-7]+$/.test(octal) ? Number.parseInt(octal, 8) : Number.NaN;
  const plain = header.slice();
  plain.fill(0x20, 148, 156);
  const isSum = Number.parseInt(words(148, 156).trim(), 8) === sumOf(plain);
  if (!isSum || !isSafeName(name) || !(size <= ENTRY_MAX)) {
    throw new Error("the backup is damaged, or it is none");
  }
  return { name, size };
}

/** Takes bytes off a stream by count. */
function takeFrom(chunks: AsyncIterable<Uint8Array>) {
  const iterator = chunks[Symbol.asyncIterator]();
  let held: Uint8Array[] = [];
  let length = 0;
  const more = async (): Promise<boolean> => {
    const { done, value } = await iterator.next();
    if (done === true) return false;
    held.push(value);
    length += value.length;
    return true;
  };
  return {
    async take(count: number): Promise<Uint8Array> {
      while (length < count) {
        if (!(await more())) throw new Error("the backup is cut off");
      }
      const taken = new Uint8Array(count);
      let at = 0;
      while (at < count) {
        const first = held[0] as Uint8Array;
        const part = first.subarray(0, count - at);
        taken.set(part, at);
        at += part.length;
        if (part.length === first.length) held = held.slice(1);
        else held[0] = first.subarray(part.length);
      }
      length -= count;
      return taken;
    },
    async drain(): Promise<void> {
      while (await more()) {
        held = [];
        length = 0;
      }
    },
    async end(): Promise<void> {
      await iterator.return?.();
    },
  };
}
