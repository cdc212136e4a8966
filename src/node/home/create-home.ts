import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Signer } from "../../engine/embedded/signer.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import type { Law } from "../../protocol/law.ts";
import { withCharter } from "../founding/charter.ts";
import { hashOf } from "../founding/content.ts";
import { type FoundingFile, readFoundingFile, writeFounding } from "../founding/founding-file.ts";
import { type DemoFile, writeDemoFile } from "./demo-file.ts";
import { HomeFault } from "./home-fault.ts";
import { type HomeLayout, homeLayout } from "./layout.ts";
import { createValidatorKey } from "./validator-key.ts";
import { writeFileSafely } from "./write-file.ts";

/** What a home is made of. */
export interface NewHome {
  readonly home: string;
  readonly law: Law;
  /** The founding file's JSON; a machine that it does not name as validator cannot make blocks. */
  readonly founding: string;
  /** The seed of this machine's validator key; random unless given. */
  readonly validatorSeed?: Uint8Array;
  /** Makes it a demonstration. */
  readonly demo?: DemoFile;
  /** The moment of founding where the file names none. */
  readonly now?: number;
}

/** What was made. */
export interface CreatedHome {
  readonly layout: HomeLayout;
  readonly file: FoundingFile;
  readonly validator: Signer;
}

/**
 * Makes a home from a founding file: keys, the complete founding document, the texts it brings.
 *
 * Why the texts go elsewhere: what people wrote must be erasable, and a founding document is not.
 * Throws: HomeFault `home-in-use` or `founding`; then nothing was made.
 */
export async function createHome(given: NewHome): Promise<CreatedHome> {
  const layout = homeLayout(given.home);
  assertUnused(layout);
  readFoundingFile(given.law, given.founding, { validator: new Uint8Array(32).fill(1) });
  await mkdir(layout.home, { recursive: true, mode: 0o700 });
  const validator = await createValidatorKey(layout, given.validatorSeed);
  const defaults = { validator: validator.publicKey, now: given.now ?? Date.now() };
  const file = withCharter(readFoundingFile(given.law, given.founding, defaults));
  await mkdir(layout.blobs, { recursive: true, mode: 0o700 });
  for (const bytes of file.texts) {
    await writeFileSafely(join(layout.blobs, toHex(hashOf(bytes))), bytes, 0o600);
  }
  if (given.demo !== undefined) await writeDemoFile(layout.demo, given.demo);
  await writeFileSafely(layout.founding, writeFounding(file));
  return { layout, file, validator };
}

/** Refuses a home in which a community lives already. Throws: HomeFault `home-in-use`. */
export function assertUnused({ founding }: HomeLayout): void {
  if (!existsSync(founding)) return;
  throw new HomeFault(
    "home-in-use",
    `${founding} is there already`,
    "Start the community that lives there, or choose another home.",
  );
}
