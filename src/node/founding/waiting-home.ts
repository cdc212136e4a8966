import { existsSync } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { communityOf } from "../../protocol/founding.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import type { Law } from "../../protocol/law.ts";
import { assertUnused, createHome } from "../home/create-home.ts";
import { HomeFault } from "../home/home-fault.ts";
import { type HomeLayout, homeLayout } from "../home/layout.ts";
import { writeFileSafely } from "../home/write-file.ts";
import { burnClaim } from "./claim.ts";
import { type Founded, type Founder, foundingByOne } from "./founding-by-one.ts";
import { readFoundingFile } from "./founding-file.ts";

/** A community that is prepared, and waits for its founder's device. */
export interface Waiting extends Founded {
  /** What the founder is called, unless they say another name. */
  readonly founder: string;
}

/**
 * Makes a home that waits for its founder: what was answered, and nothing else.
 *
 * Why it is not founded yet: the founder's key is made in their browser, and is a part of the founding.
 * Throws: HomeFault `home-in-use`, or `founding` where the answers cannot become a community.
 */
export async function createWaitingHome(
  home: string,
  law: Law,
  waiting: Waiting,
): Promise<HomeLayout> {
  const layout = homeLayout(home);
  assertFree(layout);
  assertCanBe(law, waiting, { name: waiting.founder, device: new Uint8Array(32).fill(1) });
  await mkdir(layout.home, { recursive: true, mode: 0o700 });
  await writeFileSafely(layout.waiting, `${JSON.stringify(waiting, undefined, 2)}\n`, 0o600);
  return layout;
}

/** Refuses a home in which a community lives, or waits. Throws: HomeFault `home-in-use`. */
export function assertFree(layout: HomeLayout): void {
  assertUnused(layout);
  if (!existsSync(layout.waiting)) return;
  throw new HomeFault(
    "home-in-use",
    `a community waits for its founder in ${layout.home}`,
    "Go on with `folkmoot start`, or choose another home. Nobody has joined it: you may also remove that folder.",
  );
}

/**
 * Reads who is waited for; nothing in a home that is founded, or is none.
 *
 * Why what is left of the waiting goes: a kill may have come right after the founding, and the founder's
 * name is not to lie there. Throws: HomeFault `founding`.
 */
export async function readWaiting(layout: HomeLayout): Promise<Waiting | undefined> {
  if (existsSync(layout.founding)) {
    for (const left of [layout.waiting, layout.claim]) await rm(left, { force: true });
    return undefined;
  }
  let json: string;
  try {
    json = await readFile(layout.waiting, "utf8");
  } catch {
    return undefined;
  }
  try {
    const read = JSON.parse(json) as Partial<Waiting>;
    const { name, purpose, language, phase, founder } = read;
    const words = [name, purpose, language, founder];
    const figures = [phase?.days, phase?.members];
    if (words.every(isText) && figures.every(Number.isSafeInteger)) return read as Waiting;
  } catch {
    // Told below, with what can be done.
  }
  throw new HomeFault(
    "founding",
    `${layout.waiting} cannot be read`,
    "Remove it and run `folkmoot init` again; nothing is founded yet.",
  );
}

const isText = (value: unknown): boolean => typeof value === "string";

/** A community that was just founded: its hash, in hexadecimal. */
export interface FoundedNow {
  readonly community: string;
}

/** Refuses what cannot become a community. Throws: HomeFault `founding`. */
export function assertCanBe(law: Law, waiting: Founded, founder: Founder): void {
  readFoundingFile(law, foundingByOne(waiting, founder), { validator: founder.device });
}

/**
 * Founds the community that waits.
 *
 * Why the link is burnt first and the founding document comes last: however this ends, no link opens it
 * twice, and a home without that document waits still. What an attempt that was cut off has left
 * belongs to no community.
 */
export async function foundWaiting(
  layout: HomeLayout,
  law: Law,
  waiting: Waiting,
  founder: Founder,
): Promise<FoundedNow> {
  await burnClaim(layout);
  for (const left of [layout.validatorKey, layout.blobs]) {
    await rm(left, { recursive: true, force: true });
  }
  const founding = foundingByOne(waiting, founder);
  const { file } = await createHome({ home: layout.home, law, founding });
  await rm(layout.waiting, { force: true });
  return { community: toHex(communityOf(nativeHasher, law, file.document)) };
}
