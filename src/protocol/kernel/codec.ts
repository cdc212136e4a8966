import type { ByteViews, Type } from "@chainsafe/ssz";

/** What is needed of an SSZ type to write a value and read it again. */
export type Codec<V> = Pick<
  Type<V>,
  "value_serializedSize" | "value_serializeToBytes" | "value_deserializeFromBytes"
>;

/** Bytes that fit into the memory which is used again and again; what is longer gets its own. */
const SCRATCH_BYTES = 65_536;

/*
 * Why two, kept for ever: the bytes of a short array lie in the heap until somebody asks for a view
 * of them; then each costs a piece of memory outside of it, which takes longer than to write the
 * value. Nothing here calls back, so neither is ever in use twice.
 */
const writing = viewsOf(new Uint8Array(SCRATCH_BYTES));
const reading = viewsOf(new Uint8Array(SCRATCH_BYTES));

/** Writes a value as bytes of its own. */
export function writeValue<V>(codec: Codec<V>, value: V): Uint8Array {
  const size = codec.value_serializedSize(value);
  const views = viewsToWrite(size);
  codec.value_serializeToBytes(views, 0, value);
  return views.uint8Array.slice(0, size);
}

/** Tells whether a value would be written as exactly these bytes. */
export function isWrittenAs<V>(codec: Codec<V>, value: V, data: Uint8Array): boolean {
  const size = codec.value_serializedSize(value);
  if (size !== data.length) return false;
  const views = viewsToWrite(size);
  codec.value_serializeToBytes(views, 0, value);
  const { uint8Array } = views;
  for (let at = 0; at < size; at++) if (uint8Array[at] !== data[at]) return false;
  return true;
}

/** Reads a value; nothing of it shares memory with the bytes. Throws: where they do not decode. */
export function readValue<V>(codec: Codec<V>, data: Uint8Array): V {
  const { length } = data;
  const views = length <= SCRATCH_BYTES ? reading : viewsOf(new Uint8Array(length));
  // At the end of the memory: nothing that is left from before lies behind the bytes.
  const end = views.uint8Array.length;
  views.uint8Array.set(data, end - length);
  return codec.value_deserializeFromBytes(views, end - length, end);
}

function viewsToWrite(size: number): ByteViews {
  return size <= SCRATCH_BYTES ? writing : viewsOf(new Uint8Array(size));
}

function viewsOf(uint8Array: Uint8Array): ByteViews {
  const { buffer, byteOffset, length } = uint8Array;
  return { uint8Array, dataView: new DataView(buffer, byteOffset, length) };
}
