import { readEnvelope } from "../../protocol/kernel/envelope.ts";

/** The person whom an action names, 0 for nobody; a claim until its signature is found right. */
export function personIn(wire: Uint8Array): number {
  const envelope = readEnvelope(wire);
  if (!envelope.ok || envelope.value.kind !== "person") return 0;
  return envelope.value.body.person;
}
