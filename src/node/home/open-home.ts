import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Law } from "../../protocol/law.ts";
import { type FoundingFile, readFoundingFile } from "../founding/founding-file.ts";
import { HomeFault } from "./home-fault.ts";
import { type HomeLayout, homeLayout } from "./layout.ts";

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
    throw noHome(layout);
  }
  return readFoundingFile(law, json, { isHome: true });
}

/** Tells a folder with nothing in it from one that is only prepared, and from a whole local network. */
function noHome({ home, waiting }: HomeLayout): HomeFault {
  if (existsSync(waiting)) {
    const remedy = "Start it with `folkmoot start`, and open the link that it prints.";
    return new HomeFault("no-home", `the community in ${home} waits for its founder`, remedy);
  }
  const first = homeLayout(join(home, "node1"));
  if (!existsSync(first.founding)) {
    const remedy = "Found one with `folkmoot init`, or name the right home.";
    return new HomeFault("no-home", `no community lives in ${home}`, remedy);
  }
  return new HomeFault(
    "whole-network",
    `the folder ${home} holds a local network, with one home for each of its nodes`,
    `Name one of them, such as --home "${first.home}", or run all with \`folkmoot network start\`.`,
  );
}
