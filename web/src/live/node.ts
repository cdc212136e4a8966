import { browserTransport } from "folkmoot/client/at-once";
import { basePath } from "./place.ts";

/** The way to the node that the app came from. */
export const node = browserTransport(basePath);
