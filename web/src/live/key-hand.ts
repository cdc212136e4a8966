import type { Acknowledged, ActionType, PlainInputOf } from "folkmoot/client";
import { toHex } from "../keys/encoding.ts";
import type { Identity } from "../keys/identity.ts";
import { type Acted, act, sending } from "./act.ts";

/** One of a person's keys that is at hand here: this device's, or that of an opened recovery file. */
export interface KeyHand {
  readonly person: number;
  /** The public half, in hexadecimal. */
  readonly key: string;
  readonly act: <T extends ActionType>(
    type: T,
    input: PlainInputOf<T>,
  ) => Promise<Acted<Acknowledged>>;
}

/** The key of this device. */
export const handOf = (identity: Identity, person: number): KeyHand => ({
  person,
  key: toHex(identity.publicKey),
  act: (type, input) => act(type, input, identity),
});

/** The key of a recovery file, as long as it is open. */
export async function handOfSeed(seed: Uint8Array, person: number): Promise<KeyHand> {
  const { seedHand } = await import("./joining.ts");
  const { key, send } = seedHand(seed);
  return { person, key, act: (type, input) => sending(() => send(type, input)) };
}
