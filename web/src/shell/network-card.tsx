import { NetworkState } from "../rooms/helpers/network-state.tsx";

/** The state of the network, beside every page and on Home. */
export const NetworkCard = () => <NetworkState />;
