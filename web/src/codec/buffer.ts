/**
 * The few methods of Node's Buffer that the codec uses, for browsers, which have none.
 *
 * Source: Node.js documentation, "Buffer".
 */
class SmallBuffer extends Uint8Array {
  writeUIntLE(value: number, offset: number, length: number): number {
    let rest = value;
    for (let at = offset; at < offset + length; at += 1) {
      this[at] = rest % 256;
      rest = Math.floor(rest / 256);
    }
    return offset + length;
  }

  readUIntLE(offset: number, length: number): number {
    let value = 0;
    for (let at = offset + length - 1; at >= offset; at -= 1) value = value * 256 + (this[at] ?? 0);
    return value;
  }
}

/** Gives the page the Buffer that the codec expects; call it before the law is loaded. */
export function provideBuffer(): void {
  if ("Buffer" in globalThis) return;
  const from = (bytes: ArrayBuffer, offset: number, length: number): SmallBuffer =>
    new SmallBuffer(bytes, offset, length);
  const alloc = (length: number): SmallBuffer => new SmallBuffer(length);
  Object.assign(globalThis, { Buffer: { from, alloc } });
}
