import { readFile } from "node:fs/promises";
import type { Law } from "../../protocol/law.ts";
import { type FoundingFile, readFoundingFile } from "../founding/founding-file.ts";
import { HomeFault } from "./home-fault.ts";
import type { HomeLayout } from "./layout.ts";

/**
 * Reads the founding document of a home.
 *
 * Throws: HomeFault `no-home` where there is none, `founding` where it cannot be used.
 */
export async function readHomeFounding(law: Law, layout: HomeLayout): Promise<FoundingFile> {
  let json: string;
  try {
    json = await readFile(layout.founding, "utf8");
  } catch {
    throw new HomeFault(
      "no-home",
      `no community lives in ${layout.home}`,
      "Found one with init, or name the right home.",
    );
  }
  return readFoundingFile(law, json);
}
