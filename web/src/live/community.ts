import { useEffect } from "preact/hooks";
import { heardClock } from "./clock.ts";
import type { Problem } from "./problem.ts";
import { usePath } from "./use-view.ts";

/** What the node says of its community. */
export interface Community {
  readonly chainId: string;
  /** The community's hash, in hexadecimal. */
  readonly community: string;
  readonly name: string;
  readonly founded: number;
  readonly height: number;
  readonly time: number;
  /** The node's own clock, never behind the newest page; this device goes by its own. */
  readonly now: number;
  readonly isDemo: boolean;
  /** Where everybody opens it, without a slash at its end; nothing where it has no address yet. */
  readonly address: string | null;
  readonly version: string;
  readonly charter: { readonly name: string; readonly purpose: string };
}

/** Returns the community of this node, once it is known. */
export function useCommunity(): Community | undefined {
  const { data } = usePath<Community>("/community");
  useEffect(() => {
    if (data !== undefined) heardClock(data);
  }, [data]);
  return data;
}

/** Says why the community of this node is not known, where the node answers and does not tell. */
export function useCommunityProblem(): Problem | undefined {
  const { data, problem } = usePath<Community>("/community");
  return data === undefined ? problem : undefined;
}
