/** Takes messages out of a stream of bytes, however the stream is cut. */
export interface FrameReader {
  /**
   * Takes the next bytes and hands out each message that they complete.
   *
   * Shape: a message is an unsigned LEB128 length and that many bytes; each is handed out in memory
   * of its own, so that nothing read later changes it.
   * Throws: FrameError when a length is malformed or above the bound.
   */
  read(chunk: Uint8Array): Generator<Uint8Array>;
}

/** The stream does not consist of messages. */
export class FrameError extends Error {}

/** More digits than any length within the bound needs. */
const LENGTH_BYTES_MAX = 5;

/** Makes a reader of messages of at most `bytesMax` bytes. */
export function createFrameReader(bytesMax: number): FrameReader {
  let length = 0;
  let digits = 0;
  let body: Uint8Array | undefined;
  let filled = 0;

  /** Takes one byte of a length; tells whether it was the last. */
  const takeDigit = (byte: number): boolean => {
    if (digits === LENGTH_BYTES_MAX) throw new FrameError("a length has too many bytes");
    length += (byte & 0x7f) * 2 ** (7 * digits);
    digits += 1;
    if (length > bytesMax) throw new FrameError(`a message is longer than ${bytesMax} bytes`);
    return byte < 0x80;
  };

  return {
    *read(chunk) {
      let at = 0;
      while (at < chunk.length) {
        if (body === undefined) {
          const isWhole = takeDigit(chunk[at] ?? 0);
          at += 1;
          if (!isWhole) continue;
          body = new Uint8Array(length);
        }
        const taken = Math.min(body.length - filled, chunk.length - at);
        body.set(chunk.subarray(at, at + taken), filled);
        filled += taken;
        at += taken;
        if (filled < body.length) continue;
        yield body;
        length = 0;
        digits = 0;
        filled = 0;
        body = undefined;
      }
    },
  };
}

/** Puts the length before a message. */
export function frame(message: Uint8Array): Uint8Array {
  const digits: number[] = [];
  let rest = message.length;
  while (rest >= 0x80) {
    digits.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  digits.push(rest);
  const framed = new Uint8Array(digits.length + message.length);
  framed.set(digits);
  framed.set(message, digits.length);
  return framed;
}
