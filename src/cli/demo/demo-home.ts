import { existsSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { type HomeLayout, homeLayout, localHomes, lockHolder } from "../../node/index.ts";
import { confirm } from "../asking.ts";
import type { Call } from "../command.ts";
import { CommandError } from "../exit.ts";
import { dataFolder } from "../settings.ts";

/** What is in the folder of a demonstration: one home, one for each helper, or nothing yet. */
export type DemoHome =
  | { readonly kind: "nothing" }
  | { readonly kind: "alone" }
  | { readonly kind: "network"; readonly homes: readonly HomeLayout[] };

/**
 * Where the demonstration lives unless a home is named: beside the communities, not among them.
 *
 * Why two places: the demonstration on one machine and the one with helpers do not get into each
 * other's way.
 */
export function demoFolder({ settings, terminal }: Call, hasHelpers: boolean): string {
  const named = settings.get("home");
  const name = hasHelpers ? "demo-helpers" : "demo";
  return resolve(named.origin === "default" ? join(dataFolder(terminal.env), name) : named.value);
}

/** Looks what is there, and makes room when asked to begin again. Throws: CommandError for a real community. */
export async function prepareDemo(call: Call, home: string): Promise<DemoHome> {
  const found = lookInto(home);
  if (found.kind === "nothing" || call.flags["reset"] !== true) return found;
  const holder = await lockHolder(homeLayout(home).lock);
  if (holder !== undefined) {
    throw new CommandError("The demonstration is running.", {
      why: `Process ${holder.pid} holds ${home}.`,
      remedy: "Stop it first with `folkmoot stop`.",
      code: "locked",
    });
  }
  await confirm(call, `Forget the demonstration in ${home}?`);
  rmSync(home, { recursive: true });
  return { kind: "nothing" };
}

function lookInto(home: string): DemoHome {
  const layout = homeLayout(home);
  const isAlone = existsSync(layout.founding);
  const homes = isAlone ? [] : homesBelow(home);
  const all = isAlone ? [layout] : homes;
  if (all.length === 0) return { kind: "nothing" };
  if (all.every(({ demo }) => existsSync(demo))) {
    return isAlone ? { kind: "alone" } : { kind: "network", homes };
  }
  throw new CommandError(`A real community lives in ${home}.`, {
    why: "The demonstration never touches one.",
    remedy: "Run `folkmoot start` for it, or name another home.",
    code: "cli/not-a-demo",
  });
}

function homesBelow(folder: string): HomeLayout[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return localHomes(folder, names).filter(({ founding }) => existsSync(founding));
}
