import { useNetwork } from "../../live/network.ts";

/** The first edition of the law in which people talk. */
const SINCE = 2;

/** Tells whether the law that holds here has threads and reasons. */
export const useHasTalk = (): boolean => (useNetwork()?.edition?.number ?? 0) >= SINCE;
