import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { cometBinary } from "../comet/binary.ts";

const house = fileURLToPath(new URL("../../../", import.meta.url));

/** The CometBFT program of this house, or why there is none. */
export function testBinary(): { readonly path: string; readonly missing: string | false } {
  const path = cometBinary(house);
  if (existsSync(path)) return { path, missing: false };
  if (process.env["CI"] === "true") throw new Error("CI needs CometBFT: run `npm run comet` first");
  return { path, missing: "CometBFT is not built; `npm run comet` builds it where Go is" };
}
