import type { PageState } from "../client/page-state.ts";
import { portableHasher } from "../client/portable-hasher.ts";
import type { OwnProvedDeps, OwnReading } from "../client/proved/own-proved-view.ts";
import type { Plain } from "../protocol/kernel/plain.ts";
import type { Call } from "./command.ts";
import { deviceTrust } from "./device-trust.ts";
import type { Session } from "./member.ts";
import { formatMoment } from "./moments.ts";

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
export function provedPlain({ block, cost, state }: OwnReading): {
  readonly [name: string]: Plain;
} {
  const { height, time } = block.header;
  const about = { height: Number(height), time: Number(time / 1_000_000n) };
  return { proved: { ...about, state: state.kind, ...cost } };
}

/** The same for people. */
export function provedLines({ block, cost, state }: OwnReading): readonly string[] {
  const { height, time } = block.header;
  const rows = cost.rows === 1 ? "1 row" : `${cost.rows} rows`;
  return [
    `Worked out on this computer from ${rows}, all proved (${cost.bytes} bytes of proof).`,
    `As of block ${height}, of ${formatMoment(Number(time / 1_000_000n))}. ${worth(state)}`,
  ];
}

/** What that is worth now. */
function worth(state: PageState): string {
  if (state.kind === "checked") return "Checked: nothing here is the node\u2019s word.";
  if (state.kind === "as-of") {
    return "Nothing newer has come since, so this computer cannot say that it is still so.";
  }
  const minutes = Math.max(1, Math.round(Math.abs(state.apart) / 60_000));
  const side = state.apart > 0 ? "ahead of" : "behind";
  return `The node\u2019s clock is ${minutes} min ${side} this computer\u2019s, so it cannot say how new that is: set its clock, or ask another node.`;
}
