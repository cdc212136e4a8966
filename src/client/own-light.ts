import type { Hasher } from "../protocol/kernel/hash.ts";
import type { Seen } from "../protocol/kernel/seen.ts";
import { type CommunityClock, createDeviceClock } from "./device-clock.ts";
import {
  createDeviceLight,
  type DeviceLight,
  type DeviceLightDeps,
  type PageHandedOn,
} from "./device-light.ts";
import { lastingSeen } from "./lasting-seen.ts";
import { nodeLightSource } from "./light/node-source.ts";
import { seenOf, unverified } from "./seen.ts";
import type { Transport } from "./transport/transport.ts";
import { forgetfulTrust, type TrustMemory } from "./trust-memory.ts";

/** What an own light client needs. */
export interface OwnLightDeps {
  readonly transport: Transport;
  readonly hasher: Hasher;
  /** The chain, whether it is a demonstration, and the node's clock in milliseconds since 1970. */
  readonly community: () => Promise<CommunityClock>;
  readonly trust?: TrustMemory | undefined;
  /** Other nodes that are asked for the same pages; none unless given. */
  readonly witnesses?: DeviceLightDeps["witnesses"] | undefined;
}

/** What a device's own verifier finds for its signatures to name. */
export interface OwnLight {
  /** The newest verified state. */
  seen(): Promise<Seen>;
  /** The newest verified state that every history keeps for a month; nothing where none is known. */
  lasting(): Promise<Seen | undefined>;
}

/** Makes the verifier of a client that brings none: what it finds is what its device signs. */
export function createOwnLight(deps: OwnLightDeps): OwnLight {
  return ownLightOf(lightOfNode(deps));
}

/** Finds in a device's light client what its signatures name. */
export function ownLightOf(light: DeviceLight): OwnLight {
  const newest = () => light.ask((client) => client.latest());
  return {
    seen: async () => seenOf(await newest()),
    async lasting() {
      const checked = await newest();
      if (!checked.ok) return undefined;
      const height = Number(checked.value.header.height);
      const found = await light.ask((client) => lastingSeen(client, height));
      return found.ok ? found.value : undefined;
    },
  };
}

/** Makes the light client of a device that asks one node, by that node's transport. */
export function lightOfNode(deps: OwnLightDeps): DeviceLight {
  const { transport, hasher, community, trust = forgetfulTrust(), witnesses } = deps;
  const source = nodeLightSource(transport);
  const clock = createDeviceClock(trust);
  const asked = witnesses === undefined ? {} : { witnesses };
  return createDeviceLight({ source, hasher, community, trust, clock, ...asked });
}

/**
 * Verifies the newest page, so that a link can carry it and anyone who follows it need not begin with a
 * node's word.
 *
 * Throws: FolkmootError where nothing can be verified.
 */
export async function verifiedPage(light: DeviceLight): Promise<PageHandedOn> {
  const checked = await light.ask((client) => client.latest());
  if (checked.ok) return { height: checked.value.header.height, hash: checked.value.hash };
  throw unverified(checked.reason);
}
