import {
  compareOldPage,
  comparePage,
  type DeviceLight,
  type PageCompared,
  type PageHandedOn,
  takeInPage,
} from "../client/device-light.ts";
import { lightOfNode, verifiedPage } from "../client/own-light.ts";
import { portableHasher } from "../client/portable-hasher.ts";
import type { Call } from "./command.ts";
import { deviceTrust } from "./device-trust.ts";
import { deviceWitnesses } from "./device-witnesses.ts";
import { CommandError } from "./exit.ts";
import type { Session } from "./session.ts";

type Opened = Pick<Session, "transport" | "community">;

/** The newest page that this computer has verified; nothing where it cannot verify any. */
export async function pageToHandOn(call: Call, session: Opened): Promise<PageHandedOn | undefined> {
  return verifiedPage(lightOf(call, session)).catch(() => undefined);
}

/** Tells whether this computer has verified pages of a community before. */
export async function hasVerified(call: Call, { community }: Opened): Promise<boolean> {
  return (await deviceTrust(call, community.chainId).anchors()).length > 0;
}

/**
 * Takes in the page that came with an invitation.
 *
 * Throws: CommandError `cli/two-histories` where this computer has verified another one.
 */
export async function takeIn(call: Call, session: Opened, page: PageHandedOn): Promise<void> {
  const { chainId } = session.community;
  const deps = { light: lightOf(call, session), hasher: portableHasher };
  const trust = deviceTrust(call, chainId);
  requireNotElsewhere(await takeInPage({ ...deps, trust }, chainId, page), page);
}

/**
 * Refuses where the page that came with a receipt is another one than this computer has verified.
 *
 * Why trust never begins with it: a receipt comes from anybody, and a changed one would leave a
 * computer that is new here with a beginning that leads nowhere.
 * Throws: CommandError `cli/two-histories` where they differ.
 */
export async function requireSame(call: Call, session: Opened, page: PageHandedOn): Promise<void> {
  requireNotElsewhere(await comparePage(lightOf(call, session), portableHasher, page), page);
}

/**
 * Refuses where the page of a recovery file is another one than the node shows.
 *
 * Why nothing else stops it: a file may be years old, and nobody must be kept from coming back by it.
 * Throws: CommandError or FolkmootError where two histories are found.
 */
export async function requireOldSame(
  call: Call,
  session: Opened,
  page: PageHandedOn,
): Promise<void> {
  const { chainId } = session.community;
  const deps = { light: lightOf(call, session), hasher: portableHasher };
  const trust = deviceTrust(call, chainId);
  try {
    requireNotElsewhere(await compareOldPage({ ...deps, trust }, chainId, page), page);
  } catch (error) {
    const { code } = error as { readonly code?: unknown };
    if (code === "client/two-histories" || code === "cli/two-histories") throw error;
  }
}

function requireNotElsewhere(compared: PageCompared, page: PageHandedOn): void {
  if (compared.kind !== "elsewhere") return;
  throw new CommandError(
    "Two histories: that page is another one than this computer has verified.",
    {
      why: `Page ${page.height} has one name here and another one with the person who handed it on, or the link was changed.`,
      remedy:
        "Sign nothing before it is cleared up. Ask them in another way which page they have, and see `folkmoot trust`.",
      code: "cli/two-histories",
    },
  );
}

/** What this computer verifies a node's pages with. */
export function lightOf(call: Call, session: Opened): DeviceLight {
  const { transport, community } = session;
  return lightOfNode({
    transport,
    hasher: portableHasher,
    community: async () => community,
    trust: deviceTrust(call, community.chainId),
    witnesses: deviceWitnesses(call, session),
  });
}
