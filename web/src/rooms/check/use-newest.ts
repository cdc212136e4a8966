import { signal } from "@preact/signals-core";
import { useCallback, useEffect } from "preact/hooks";
import { useCommunity, useCommunityProblem } from "../../live/community.ts";
import type { Problem } from "../../live/problem.ts";
import { request } from "../../live/request.ts";
import { useValue } from "../../live/use-value.ts";
import { currentRoomWords } from "../../words/room-words.ts";
import type { Cannot } from "./cannot.ts";
import type { Signed } from "./light.ts";

/**
 * What this device has proved of the newest page of the record.
 *
 * Shape: `checked` is the newest as far as this device can know; `verified` is signed and holds, and is
 * of a time that does not fit this device's clock.
 */
export type Newest =
  | (Signed & { readonly kind: "checked" | "verified"; readonly milliseconds: number })
  | ({ readonly kind: "failed" } & Cannot);

interface Last {
  readonly height: number;
  readonly newest: Newest;
}

const last = signal<Last | undefined>(undefined);

const pause = 1000;
const stands = signal<Promise<void> | undefined>(undefined);

// Checking is not in the way of the first page: it begins once that stands.
function firstPageStands(): Promise<void> {
  const standing = stands.value ?? new Promise<void>((resolve) => setTimeout(resolve, pause));
  stands.value = standing;
  return standing;
}

async function check(chainId: string): Promise<Newest> {
  await firstPageStands();
  const started = performance.now();
  try {
    const { checkNewest } = await import("./light.ts");
    const found = await checkNewest(chainId);
    const signed = found.state.kind === "as-of" ? await newerThan(chainId, found) : found;
    const milliseconds = performance.now() - started;
    const kind = signed.state.kind === "checked" ? "checked" : "verified";
    return { kind, ...signed, milliseconds };
  } catch (thrown) {
    const { code = "", message = String(thrown), remedy = "" } = (thrown ?? {}) as Partial<Cannot>;
    return { kind: "failed", code, message, remedy };
  }
}

/**
 * Has the community write a page now, where it has been quiet for a while; the one that is known otherwise.
 *
 * Why only a member's device: others may not ask, and are shown of when the newest is.
 */
async function newerThan(chainId: string, found: Signed): Promise<Signed> {
  const answer = await request("/fresh", { method: "POST" });
  if (answer.kind !== "value") return found;
  const { checkNewest } = await import("./light.ts");
  return checkNewest(chainId);
}

/** How soon it is looked again whether a page is still the newest. Units: milliseconds. */
const again = 60_000;

/**
 * Verifies the newest page whenever there is a newer one, and each minute; nothing until the first is
 * verified.
 *
 * Why each minute: a node that keeps pages back, or whose clock goes wrong, tells of nothing new.
 */
export function useNewest(): Newest | undefined {
  return useNewestCheck().newest;
}

function untoldBy({ code, sentence, help }: Problem): Newest {
  const remedy = help ?? currentRoomWords().live.offlineCode;
  return { kind: "failed", code, message: sentence, remedy };
}

/** The same, and a way to check once more. */
export function useNewestCheck(): {
  readonly newest: Newest | undefined;
  readonly checkAgain: () => Promise<void>;
} {
  const community = useCommunity();
  const problem = useCommunityProblem();
  const newest = useValue(last)?.newest;
  const height = community?.height;
  const chainId = community?.chainId;
  const run = useCallback(async (): Promise<void> => {
    if (chainId === undefined || height === undefined) return;
    last.value = { height, newest: await check(chainId) };
  }, [chainId, height]);
  useEffect(() => {
    const isKnown = height !== undefined && (last.value?.height ?? 0) >= height;
    if (!isKnown || last.value?.newest.kind !== "checked") void run();
    const timer = setInterval(() => void run(), again);
    return () => clearInterval(timer);
  }, [run, height]);
  // A node that says nothing of its community is none to wait for in silence.
  const untold = newest === undefined && problem !== undefined ? untoldBy(problem) : newest;
  return { newest: untold, checkAgain: run };
}
