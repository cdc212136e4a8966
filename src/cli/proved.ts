import type { PageState } from "../client/page-state.ts";
import { portableHasher } from "../client/portable-hasher.ts";
import type { OwnProvedDeps, OwnReading } from "../client/proved/own-proved-view.ts";
import type { Plain } from "../protocol/kernel/plain.ts";
import type { Call } from "./command.ts";
import { deviceTrust } from "./device-trust.ts";
import { deviceWitnesses } from "./device-witnesses.ts";
import { formatMoment } from "./moments.ts";
import type { Session } from "./session.ts";

/** What this computer proves a node's answers with: what it has verified of the community. */
export function provedDeps(
  call: Call,
  session: Pick<Session, "transport" | "community">,
): OwnProvedDeps {
  const { transport, community } = session;
  return {
    transport,
    hasher: portableHasher,
    community: async () => community,
    named: community.community,
    trust: deviceTrust(call, community.chainId),
    witnesses: deviceWitnesses(call, session),
  };
}

/** What a proof says of itself, for programs. */
export function provedPlain({ block, cost, state }: OwnReading): {
  readonly [name: string]: Plain;
} {
  const { height, time } = block.header;
  const { asked, agreeing } = block;
  const about = {
    height: Number(height),
    time: Number(time / 1_000_000n),
    witnesses: { asked, agreeing },
  };
  return { proved: { ...about, state: state.kind, ...cost } };
}

/** The same for people. */
export function provedLines({ block, cost, state }: OwnReading): readonly string[] {
  const { height, time } = block.header;
  const rows = cost.rows === 1 ? "1 row" : `${cost.rows} rows`;
  return [
    `Worked out on this computer from ${rows}, all proved (${cost.bytes} bytes of proof).`,
    `As of block ${height}, of ${formatMoment(Number(time / 1_000_000n))}. ${worth(state)}`,
    ...witnessLine(block),
  ];
}

/**
 * Says how many witnesses show the same page.
 *
 * Why silence is said: it is no agreement, and somebody may have cut the line to them.
 */
export function witnessLine({
  asked,
  agreeing,
}: Pick<OwnReading["block"], "asked" | "agreeing">): readonly string[] {
  if (asked === 0) return [];
  const all = asked === 1 ? "the only witness" : `${asked} witnesses`;
  if (agreeing === 0) return [`Nobody confirms it: ${all} did not show this page.`];
  return [
    `${agreeing} of ${asked === 1 ? "1 witness" : all} ${agreeing === 1 ? "shows" : "show"} the same page.`,
  ];
}

/** What that is worth now. */
function worth(state: PageState): string {
  if (state.kind === "checked") return "Checked: nothing here is the node\u2019s word.";
  if (state.kind === "as-of") {
    return "Nothing newer has come since. A quiet community writes a page each hour; it was so then.";
  }
  const minutes = Math.max(1, Math.round(Math.abs(state.apart) / 60_000));
  const side = state.apart > 0 ? "ahead of" : "behind";
  return `The node\u2019s clock is ${minutes} min ${side} this computer\u2019s, so it cannot say how new that is: set its clock, or ask another node.`;
}
