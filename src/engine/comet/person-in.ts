/** Where the number of the person stands in an action's bytes. */
const PERSON_AT = 97;

/** The person whom an action names; a claim until its signature is found right. */
export function personIn(wire: Uint8Array): number {
  if (wire[0] !== 1 || wire.length < PERSON_AT + 4) return 0;
  return new DataView(wire.buffer, wire.byteOffset).getUint32(PERSON_AT, true);
}
