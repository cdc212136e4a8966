import { askJson } from "../client/ask.ts";
import { seedSigner } from "../client/keys/seed-signer.ts";
import type { Signer } from "../client/keys/signer.ts";
import type { Transport } from "../client/transport/transport.ts";
import { fromHex } from "../protocol/kernel/bytes.ts";

/** Somebody of a demonstration, as its node tells. */
export interface DemoMember {
  readonly person: number;
  readonly name: string;
  readonly seed: string;
}

/** The people of a demonstration, whose keys are everybody's. */
export async function demoPeople(transport: Transport): Promise<readonly DemoMember[]> {
  const question = { method: "GET", path: "/demo" } as const;
  return (await askJson<{ people: readonly DemoMember[] }>(transport, question)).people;
}

/** What signs as somebody of a demonstration; nothing where the node gives no key. */
export function demoSignerOf(member: DemoMember | undefined): Signer | undefined {
  const seed = fromHex(member?.seed ?? "");
  return seed?.length === 32 ? seedSigner(seed) : undefined;
}
