const HEX = "0123456789abcdef";
const DIGITS: readonly number[] = [...HEX].map((digit) => digit.charCodeAt(0));
/** Bytes that are written in one step: as many as a hash has. */
const STEP = 32;

/*
 * Why kept for ever, and why all digits of a step at once: a text that grows pair by pair is a chain
 * of small texts, and naming something by it takes four times as long as writing it.
 */
const digits: number[] = Array.from({ length: 2 * STEP }, () => 0);

/** Writes bytes as lower-case hexadecimal. */
export function toHex(bytes: Uint8Array): string {
  let text = "";
  for (let from = 0; from < bytes.length; from += STEP) {
    const count = Math.min(STEP, bytes.length - from);
    for (let at = 0; at < count; at++) {
      const byte = bytes[from + at] as number;
      digits[2 * at] = DIGITS[byte >> 4] as number;
      digits[2 * at + 1] = DIGITS[byte & 15] as number;
    }
    const written = count === STEP ? digits : digits.slice(0, 2 * count);
    text += String.fromCharCode(...written);
  }
  return text;
}

/** Reads lower-case hexadecimal; anything else gives `undefined`, so that one value has one spelling. */
export function fromHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0) return undefined;
  const bytes = new Uint8Array(text.length >> 1);
  for (let at = 0; at < bytes.length; at++) {
    const high = HEX.indexOf(text.charAt(2 * at));
    const low = HEX.indexOf(text.charAt(2 * at + 1));
    if (high < 0 || low < 0) return undefined;
    bytes[at] = (high << 4) | low;
  }
  return bytes;
}

/** Compares byte by byte, shorter first on a tie; negative, zero or positive. */
export function compareBytes(left: Uint8Array, right: Uint8Array): number {
  const shared = Math.min(left.length, right.length);
  for (let at = 0; at < shared; at++) {
    const difference = (left[at] as number) - (right[at] as number);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Tells whether two byte strings are the same. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && compareBytes(left, right) === 0;
}

/** Joins byte strings into a new one. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const joined = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Turns an ASCII constant (a domain separator) into bytes. */
export function asciiBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at) & 127;
  return bytes;
}

/** Tells whether every byte is zero: the spelling of "none" in a fixed-length hash. */
export function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}
