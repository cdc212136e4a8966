import { EditionCard } from "../rooms/machines/edition-card.tsx";
import { NetworkState } from "../rooms/machines/network-state.tsx";

/** The state of the network, beside every page and on Home. */
export const NetworkCard = () => (
  <>
    <NetworkState />
    <EditionCard />
  </>
);
