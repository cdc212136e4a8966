import { join } from "node:path";

/**
 * Where the CometBFT program is: named in the environment, or built into this package.
 *
 * Shape: `house` is the package's folder.
 */
export function cometBinary(house: string): string {
  const named = process.env["FOLKMOOT_COMETBFT"];
  return named === undefined || named === "" ? join(house, "tools/comet/bin/cometbft") : named;
}
