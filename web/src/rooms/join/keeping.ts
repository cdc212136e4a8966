import { browserTable } from "../../keys/database.ts";
import { storageName } from "../../live/place.ts";

/**
 * What this browser, at this address, does with keys: it must not, it cannot, it forgets them soon in a
 * tab, it may forget them, or it keeps them.
 */
export type Keeping = "unsafe" | "nothing" | "tab" | "perhaps" | "kept";

/** Tells whether somebody can go on with it. */
export const canKeep = (keeping: Keeping): boolean => keeping !== "unsafe" && keeping !== "nothing";

const trial = browserTable({
  database: storageName("folkmoot-trial"),
  table: "trials",
  keyPath: "id",
});

/** Writes and reads back a row, since some browsers let pages write nothing in a private window. */
async function remembers(): Promise<boolean> {
  try {
    await trial.within("readwrite", (rows) => rows.put({ id: "trial" }));
    const found = await trial.within<unknown>("readonly", (rows) => rows.get("trial"));
    await trial.within("readwrite", (rows) => rows.delete("trial"));
    return found !== undefined;
  } catch {
    return false;
  }
}

/** What tells an iPhone or iPad, and whether the app was opened from the Home Screen. */
export interface AppleHints {
  readonly agent: string;
  readonly touchPoints: number;
  readonly standalone: boolean;
}

/**
 * Tells whether this is a tab on an iPhone or iPad.
 *
 * Why: such a tab loses all that it keeps, keys included, after seven days without a visit; what is
 * opened from the Home Screen does not. Why touch points: an iPad says that it is a Mac.
 */
export function isAppleTab({ agent, touchPoints, standalone }: AppleHints): boolean {
  const isPad = /Macintosh/.test(agent) && touchPoints > 1;
  return !standalone && (/iPhone|iPad|iPod/.test(agent) || isPad);
}

function appleHints(): AppleHints {
  const own = navigator as Navigator & { readonly standalone?: boolean };
  const standalone = own.standalone === true || matchMedia("(display-mode:standalone)").matches;
  return { agent: own.userAgent, touchPoints: own.maxTouchPoints, standalone };
}

async function persists(): Promise<boolean> {
  try {
    const { storage } = navigator;
    return (await storage.persisted()) || (await storage.persist());
  } catch {
    return false;
  }
}

/** Finds out whether a key that is made here will still be here later. */
export async function findKeeping(): Promise<Keeping> {
  if (!isSecureContext) return "unsafe";
  if (!(await remembers())) return "nothing";
  if (isAppleTab(appleHints())) return "tab";
  return (await persists()) ? "kept" : "perhaps";
}
