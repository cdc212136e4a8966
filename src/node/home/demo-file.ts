import { readFile } from "node:fs/promises";
import { HomeFault } from "./home-fault.ts";
import { writeFileSafely } from "./write-file.ts";

/** A synthetic person of a demonstration, whose key everybody may use. */
export interface DemoPerson {
  readonly person: number;
  readonly name: string;
  /** Seed of the first device's key, in hexadecimal. */
  readonly seed: string;
}

/** What makes a home a demonstration. */
export interface DemoFile {
  readonly people: readonly DemoPerson[];
  /** How far its clock is ahead. Units: milliseconds. */
  readonly aheadMs: number;
}

/** Reads what makes a home a demonstration; nothing for a real community. */
export async function readDemoFile(path: string): Promise<DemoFile | undefined> {
  let json: string;
  try {
    json = await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  try {
    const read = JSON.parse(json) as DemoFile;
    if (Array.isArray(read.people) && Number.isSafeInteger(read.aheadMs) && read.aheadMs >= 0) {
      return read;
    }
  } catch {
    // Told below, with what can be done.
  }
  throw new HomeFault("demo", "demo.json cannot be read", "Start the demonstration in a new home.");
}

/** Writes it, before the clock that it tells of is used. */
export async function writeDemoFile(path: string, demo: DemoFile): Promise<void> {
  await writeFileSafely(path, `${JSON.stringify(demo, undefined, 2)}\n`, 0o600);
}
