import type { FetchLightBlock } from "./bisect.ts";
import type { FetchRestart } from "./fetch-restart.ts";

/** What is asked of one node on the way. */
export interface Guide {
  readonly block: FetchLightBlock;
  readonly restart: FetchRestart;
}
