import { join } from "node:path";
import { packageRoot } from "../package-root.ts";

/** Where the CometBFT program is: named in the environment, or built into this package. */
export function cometBinary(): string {
  const named = process.env["FOLKMOOT_COMETBFT"];
  const isNamed = named !== undefined && named !== "";
  return isNamed ? named : join(packageRoot(), "tools/comet/bin/cometbft");
}
