import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { NetworkStart } from "../../engine/comet/options.ts";
import {
  decodeRestart,
  encodeRestart,
  type RestartCertificate,
} from "../../protocol/chain/restart.ts";
import { HomeFault } from "./home-fault.ts";
import type { HomeLayout } from "./layout.ts";
import { writeFileSafely } from "./write-file.ts";

/** Where the certificate of a restart lies. */
export function restartPath({ restarts }: HomeLayout, run: number): string {
  return join(restarts, `${run}.restart`);
}

/**
 * Reads every restart of a home's chain, the first one first.
 *
 * Throws: HomeFault where one cannot be read.
 */
export async function readRestarts(layout: HomeLayout): Promise<readonly RestartCertificate[]> {
  const restarts: RestartCertificate[] = [];
  for (;;) {
    const run = restarts.length + 1;
    const bytes = await readFile(restartPath(layout, run)).catch(missing);
    if (bytes === undefined) return restarts;
    const read = decodeRestart(new Uint8Array(bytes));
    if (read.ok && read.value.restart.run === run) restarts.push(read.value);
    else throw damaged(run, read.ok ? "it is another one" : read.reason);
  }
}

/**
 * Keeps a restart that has been checked.
 *
 * Why this one file decides: written whole or not at all, it moves the home to the new run; every
 * run has a folder of its own for CometBFT, so nothing else has to change at the same moment.
 */
export async function writeRestart(
  layout: HomeLayout,
  certificate: RestartCertificate,
): Promise<void> {
  await mkdir(layout.restarts, { recursive: true, mode: 0o700 });
  const { run } = certificate.restart;
  await writeFileSafely(restartPath(layout, run), encodeRestart(certificate));
}

/** CometBFT's folder for a run of the chain: what it signed in an earlier one stays untouched. */
export function cometFolder({ comet }: HomeLayout, { run }: NetworkStart): string {
  return run === undefined ? comet : `${comet}-run${run}`;
}

function missing(error: NodeJS.ErrnoException): undefined {
  if (error.code === "ENOENT") return undefined;
  throw error;
}

function damaged(run: number, why: string): HomeFault {
  return new HomeFault(
    "restart",
    `restarts/${run}.restart cannot be used: ${why}`,
    "Fetch it again: run `folkmoot network restart apply` again with the file that the members signed.",
  );
}
