import { comparePage, type PageHandedOn, verifiedPage } from "../client/own-light.ts";
import { portableHasher } from "../client/portable-hasher.ts";
import type { Call } from "./command.ts";
import { deviceTrust } from "./device-trust.ts";
import { CommandError } from "./exit.ts";
import type { Visit } from "./member.ts";

type Visited = Pick<Visit, "transport" | "community">;

/** The newest page that this computer has verified; nothing where it cannot verify any. */
export async function pageToHandOn(
  call: Call,
  visited: Visited,
): Promise<PageHandedOn | undefined> {
  return verifiedPage(groundOf(call, visited)).catch(() => undefined);
}

/** Tells whether this computer has verified pages of a community before. */
export async function hasVerified(call: Call, { community }: Visited): Promise<boolean> {
  return (await deviceTrust(call, community.chainId).anchor()) !== undefined;
}

/**
 * Takes in the page that came with an invitation: trust begins there, or, where it has begun, the page
 * is compared with what this computer has verified.
 *
 * Throws: CommandError `cli/two-histories` where they differ.
 */
export async function takeIn(call: Call, visited: Visited, page: PageHandedOn): Promise<void> {
  const { chainId } = visited.community;
  const trust = deviceTrust(call, chainId);
  if ((await trust.anchor()) !== undefined) return requireSame(call, visited, page);
  await trust.begin({ kind: "header", chainId, ...page });
}

/**
 * Refuses where the page that came with a receipt is another one than this computer has verified.
 *
 * Why trust never begins with it: a receipt comes from anybody, and a changed one would leave a
 * computer that is new here with a beginning that leads nowhere.
 * Throws: CommandError `cli/two-histories` where they differ.
 */
export async function requireSame(call: Call, visited: Visited, page: PageHandedOn): Promise<void> {
  const compared = await comparePage(groundOf(call, visited), page);
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

function groundOf(call: Call, { transport, community }: Visited) {
  const trust = deviceTrust(call, community.chainId);
  return { transport, hasher: portableHasher, community: async () => community, trust };
}
