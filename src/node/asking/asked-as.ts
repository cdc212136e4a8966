import type { Asking } from "../context.ts";
import { readBasePath } from "../site/base-path.ts";
import { readNames } from "./names.ts";
import { readProxies } from "./proxies.ts";
import { readPublicAddress } from "./public-address.ts";

/** What a node knows of the ways on which people reach it. */
export interface Reached {
  readonly trustedProxies?: readonly string[];
  readonly publicNames?: readonly string[];
  readonly basePath?: string;
  readonly publicAddress?: string;
}

/**
 * Reads by whom a node is asked, and under which names.
 *
 * Why the public address counts among the names, and its folder as the base path: it was said once.
 * Throws: HomeFault, naming the setting that cannot be used.
 */
export function readAsking(reached: Reached): Asking {
  const publicAddress = readPublicAddress(reached.publicAddress ?? "");
  const address = publicAddress === undefined ? undefined : new URL(publicAddress);
  const own = address === undefined || address.hostname.startsWith("[") ? [] : [address.hostname];
  return {
    proxies: readProxies(reached.trustedProxies ?? []),
    names: readNames([...(reached.publicNames ?? []), ...own]),
    basePath: readBasePath(reached.basePath || (address?.pathname ?? "")),
    publicAddress,
  };
}
