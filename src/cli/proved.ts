import { portableHasher } from "../client/portable-hasher.ts";
import type { OwnProvedDeps } from "../client/proved/own-proved-view.ts";
import type { ProvedReading } from "../client/proved/proved-view.ts";
import type { Plain } from "../protocol/kernel/plain.ts";
import type { Call } from "./command.ts";
import { deviceTrust } from "./device-trust.ts";
import type { Session } from "./member.ts";

/** What this computer proves a node's answers with: what it has verified of the community. */
export function provedDeps(
  call: Call,
  { transport, community }: Pick<Session, "transport" | "community">,
): OwnProvedDeps {
  return {
    transport,
    hasher: portableHasher,
    community: async () => community,
    named: community.community,
    trust: deviceTrust(call, community.chainId),
  };
}

/** What a proof says of itself, for programs. */
export function provedPlain({ block, cost }: ProvedReading): { readonly [name: string]: Plain } {
  const { height, time } = block.header;
  return {
    proved: { height: Number(height), time: Number(time / 1_000_000n), ...cost },
  };
}

/** The same for people. */
export function provedLines({ block, cost }: ProvedReading): readonly string[] {
  const { height, time } = block.header;
  const at = new Date(Number(time / 1_000_000n)).toISOString();
  return [
    `Worked out on this computer from ${cost.rows} rows, all proved (${cost.bytes} bytes of proof).`,
    `As of block ${height}, ${at}. Nothing here is the node's word.`,
  ];
}
