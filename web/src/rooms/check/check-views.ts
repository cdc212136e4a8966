import { FolkmootError, httpTransport, portableHasher, type Reading } from "folkmoot/client";
import {
  askProved,
  type CheckPageDeps,
  checkPage,
  hiddenReason,
  type ShownVerdict,
  type ShownView,
} from "folkmoot/client/proved";
import { folkmootLaw } from "folkmoot/protocol";
import { fromHex } from "../../keys/encoding.ts";
import { communityNow } from "../../live/clock.ts";
import type { Community } from "../../live/community.ts";
import type { PageRead } from "../../live/page-reads.ts";
import { nodeAddress } from "../../live/place.ts";

import { reading } from "../../live/reading.ts";
import { request } from "../../live/request.ts";
import { currentRoomWords } from "../../words/room-words.ts";

import { type Cannot, cannotOf } from "./cannot.ts";
import { askLight, type Signed, signedOf } from "./light.ts";

/** What this device found of one part of a page. */
export interface Part {
  readonly path: string;
  /** What it shows, in the law's own words. */
  readonly what: string;
  readonly verdict: ShownVerdict | undefined;
  /** Why there is no verdict. */
  readonly cannot: Cannot | undefined;
  readonly wasReread: boolean;
}

/** What this device found of a page, who signed it, and what that took. */
export interface CheckedViews extends Signed {
  readonly parts: readonly Part[];
  /** Whether this device had been away for so long that it began again from the newest page. */
  readonly again: boolean;
  readonly bytes: number;
  readonly milliseconds: number;
}

type Here = Pick<Community, "chainId" | "community">;

/** Works out all that a page shows. Throws: FolkmootError, in words for the person. */
export async function checkViews(here: Here, reads: readonly PageRead[]): Promise<CheckedViews> {
  await askForNewer();
  const started = performance.now();
  const { chainId } = here;
  const shown = reads.flatMap(shownOf);
  const { value, again } = await askLight(chainId, (light) =>
    checkPage({ ...depsOf(here, reads), light }, shown),
  );
  const { block, cost } = value;
  return {
    ...signedOf(chainId, block),
    again,
    bytes: cost.bytes + block.verifiedBytes,
    milliseconds: performance.now() - started,
    parts: value.items.map(({ shown, verdict, problem, before }) => ({
      path: pathOf(reads, shown),
      what: whatIs(shown.name),
      verdict,
      cannot: problem === undefined ? undefined : inWords(chainId, problem),
      wasReread: before !== undefined,
    })),
  };
}

/**
 * Has the community write a page now, where it has been quiet for more than a minute.
 *
 * Why whatever comes of it: what is checked says of when it is, also where nobody may ask.
 */
async function askForNewer(): Promise<void> {
  await request("/fresh", { method: "POST" });
}

/** What on a page cannot be worked out now, and why, before anybody asks for it. */
export async function hiddenOn(here: Here, reads: readonly PageRead[]): Promise<readonly Part[]> {
  const mayBe = reads.filter(({ name }) => folkmootLaw.viewByName.get(name)?.hidden !== undefined);
  if (mayBe.length === 0) return [];
  // One question for all of them, so that the node is asked once who it is.
  const { value } = await askLight(here.chainId, async (light) => {
    const parts: Part[] = [];
    for (const read of mayBe) {
      const [shown] = shownOf(read);
      if (shown === undefined) continue;
      const reason = await hiddenReason({ ...depsOf(here, reads), light }, shown);
      if (reason === undefined) continue;
      const verdict = { kind: "hidden", reason } as const;
      const what = whatIs(read.name);
      parts.push({ path: read.path, what, verdict, cannot: undefined, wasReread: false });
    }
    return { ok: true as const, value: parts };
  });
  return value;
}

const whatIs = (name: string): string => folkmootLaw.viewByName.get(name)?.summary ?? name;

function depsOf({ community }: Here, reads: readonly PageRead[]): Omit<CheckPageDeps, "light"> {
  return {
    hasher: portableHasher,
    law: folkmootLaw,
    community: fromHex(community) ?? new Uint8Array(0),
    ask: askProved(httpTransport(nodeAddress())),
    now: communityNow,
    async reread(shown) {
      const path = pathOf(reads, shown);
      await reading.views.refresh(path);
      const [again = shown] = shownOf({ ...shown, path });
      return again;
    },
  };
}

function pathOf(reads: readonly PageRead[], { name, query }: ShownView): string {
  return reads.find((read) => read.name === name && read.query === query)?.path ?? "";
}

/** What stands on the screen of a view; nothing while it is being read, or where there was no answer. */
function shownOf({ path, name, query }: PageRead): ShownView[] {
  const { data, problem } = reading.views.seenOf<Reading<unknown>>(path);
  if (data !== undefined) return [{ name, query, value: data.value, asOf: data.asOf }];
  if (problem?.status === 404) return [{ name, query, value: undefined, asOf: undefined }];
  return [];
}

function inWords(chainId: string, problem: Parameters<typeof cannotOf>[1] | FolkmootError): Cannot {
  if (!(problem instanceof FolkmootError)) return cannotOf(chainId, problem);
  if (problem.code !== "client/unreachable") return problem;
  return { code: problem.code, message: currentRoomWords().live.offlineCode, remedy: "" };
}
