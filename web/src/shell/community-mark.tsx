import { useNetwork } from "../live/network.ts";
import { Ring } from "../parts/ring.tsx";
import { presenceOf } from "../rooms/machines/presence.ts";

/** The community's mark: its machines around a table, hollow where one is away. */
export function CommunityMark({ size }: { readonly size: number }) {
  const network = useNetwork();
  const { present, all } = network === undefined ? { present: 9, all: 9 } : presenceOf(network);
  return <Ring present={network?.halt?.present ?? present} all={all} size={size} silent />;
}
