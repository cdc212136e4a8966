import { comparePage, type PageHandedOn, verifiedPage } from "../client/own-light.ts";
import { portableHasher } from "../client/portable-hasher.ts";
import type { Call } from "./command.ts";
import { deviceTrust } from "./device-trust.ts";
import { CommandError } from "./exit.ts";
import type { Session } from "./member.ts";

type Opened = Pick<Session, "transport" | "community">;

/** The newest page that this computer has verified; nothing where it cannot verify any. */
export async function pageToHandOn(call: Call, session: Opened): Promise<PageHandedOn | undefined> {
  return verifiedPage(lightDepsOf(call, session)).catch(() => undefined);
}

/** Tells whether this computer has verified pages of a community before. */
export async function hasVerified(call: Call, { community }: Opened): Promise<boolean> {
  return (await deviceTrust(call, community.chainId).anchor()) !== undefined;
}

/**
 * Takes in the page that came with an invitation: trust begins there, or, where it has begun, the page
 * is compared with what this computer has verified.
 *
 * Throws: CommandError `cli/two-histories` where they differ.
 */
export async function takeIn(call: Call, session: Opened, page: PageHandedOn): Promise<void> {
  const { chainId } = session.community;
  const trust = deviceTrust(call, chainId);
  if ((await trust.anchor()) !== undefined) return requireSame(call, session, page);
  await trust.begin({ kind: "header", chainId, ...page });
}

/**
 * Refuses where the page that came with a receipt is another one than this computer has verified.
 *
 * Why trust never begins with it: a receipt comes from anybody, and a changed one would leave a
 * computer that is new here with a beginning that leads nowhere.
 * Throws: CommandError `cli/two-histories` where they differ.
 */
export async function requireSame(call: Call, session: Opened, page: PageHandedOn): Promise<void> {
  const compared = await comparePage(lightDepsOf(call, session), page);
  if (compared !== "elsewhere") return;
  throw new CommandError(
    "Two histories: that page is another one than this computer has verified.",
    {
      why: `Page ${page.height} has one name here and another one with whoever handed it on, or the link was changed.`,
      remedy: "Sign nothing before it is cleared up. Ask them in another way which page they have.",
      code: "cli/two-histories",
    },
  );
}

function lightDepsOf(call: Call, { transport, community }: Opened) {
  const trust = deviceTrust(call, community.chainId);
  return { transport, hasher: portableHasher, community: async () => community, trust };
}
