import { existsSync } from "node:fs";
import { cometBinary } from "../comet/binary.ts";

/** The CometBFT program of this house, or why there is none. */
export function testBinary(): { readonly path: string; readonly missing: string | false } {
  const path = cometBinary();
  if (existsSync(path)) return { path, missing: false };
  if (process.env["CI"] === "true") throw new Error("CI needs CometBFT: run `npm run comet` first");
  return { path, missing: "CometBFT is not built; `npm run comet` builds it where Go is" };
}
