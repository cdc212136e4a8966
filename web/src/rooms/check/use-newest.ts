import { useEffect, useState } from "preact/hooks";
import { useCommunity } from "../../live/community.ts";
import type { Signed } from "./light.ts";

/** What this device has proved of the newest page of the record. */
export type Newest =
  | (Signed & { readonly kind: "checked"; readonly milliseconds: number })
  | { readonly kind: "failed"; readonly reason: string };

let last: { readonly height: number; readonly newest: Newest } | undefined;

const pause = 1000;
let stands: Promise<void> | undefined;

// Checking is not in the way of the first page: it begins once that stands.
function firstPageStands(): Promise<void> {
  stands ??= new Promise((resolve) => setTimeout(resolve, pause));
  return stands;
}

async function check(chainId: string): Promise<Newest> {
  await firstPageStands();
  const { checkNewest } = await import("./light.ts");
  const started = performance.now();
  try {
    const signed = await checkNewest(chainId);
    return { kind: "checked", ...signed, milliseconds: performance.now() - started };
  } catch (thrown) {
    return { kind: "failed", reason: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

/** Verifies the newest page whenever there is a newer one; nothing until the first is verified. */
export function useNewest(): Newest | undefined {
  const community = useCommunity();
  const [newest, setNewest] = useState(last?.newest);
  const height = community?.height;
  const chainId = community?.chainId;
  useEffect(() => {
    if (chainId === undefined || height === undefined) return;
    if (last !== undefined && last.height >= height && last.newest.kind === "checked") {
      setNewest(last.newest);
      return;
    }
    let shown = true;
    const run = async (): Promise<void> => {
      const found = await check(chainId);
      last = { height, newest: found };
      if (shown) setNewest(found);
    };
    void run();
    return () => {
      shown = false;
    };
  }, [chainId, height]);
  return newest;
}
