const LENGTH_BYTES = 4;

/**
 * Takes a batch apart: for each action its length (u32, little-endian), then its bytes.
 *
 * Bounds: at most `most` actions; nothing when a length does not fit or there is no action.
 */
export function splitBatch(bytes: Uint8Array, most: number): Uint8Array[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const actions: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (at + LENGTH_BYTES > bytes.length || actions.length === most) return undefined;
    const end = at + LENGTH_BYTES + view.getUint32(at, true);
    if (end > bytes.length) return undefined;
    actions.push(bytes.subarray(at + LENGTH_BYTES, end));
    at = end;
  }
  return actions.length === 0 ? undefined : actions;
}

/** Puts actions together as `splitBatch` reads them. */
export function joinBatch(actions: readonly Uint8Array[]): Uint8Array {
  const length = actions.reduce((sum, action) => sum + LENGTH_BYTES + action.length, 0);
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const action of actions) {
    view.setUint32(at, action.length, true);
    bytes.set(action, at + LENGTH_BYTES);
    at += LENGTH_BYTES + action.length;
  }
  return bytes;
}
