import { FolkmootError, siteOf, type WitnessEntry } from "folkmoot/client";
import { useCallback, useEffect, useState } from "preact/hooks";
import { checkNewest, closeLight, type Signed } from "../check/light.ts";
import { machineSites, witnessesHere } from "../check/witnesses.ts";

/** The witnesses as a page shows them, and what can be done with them. */
export interface WitnessesShown {
  readonly entries: readonly WitnessEntry[] | undefined;
  /** What they said of the newest page; nothing while they are asked or where it cannot be verified. */
  readonly newest: Pick<Signed, "asked" | "agreeing"> | undefined;
  /** Why the newest page could not be verified. */
  readonly failed: string | undefined;
  readonly isAsking: boolean;
  readonly askAll: () => Promise<void>;
  readonly add: (address: string) => Promise<Added>;
  readonly remove: (site: string) => Promise<void>;
}

/** What became of an address: added, refused in a sentence, or beyond what a browser may ask. */
export type Added = "added" | "beyond" | { readonly fault: string };

interface Answer {
  readonly newest: WitnessesShown["newest"];
  readonly failed: string | undefined;
}

/** Asks everybody once more, by a light client that begins with this list. */
async function ask(chainId: string): Promise<Answer> {
  closeLight(chainId);
  try {
    return { newest: await checkNewest(chainId), failed: undefined };
  } catch (thrown) {
    return { newest: undefined, failed: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

async function addHere(chainId: string, address: string): Promise<Added> {
  const site = siteOf(address);
  const allowed = (await machineSites()).flatMap((each) => siteOf(each) ?? []);
  if (site !== undefined && !allowed.includes(site)) return "beyond";
  try {
    await witnessesHere(chainId).add(address);
    return "added";
  } catch (thrown) {
    if (thrown instanceof FolkmootError) return { fault: thrown.message };
    throw thrown;
  }
}

/** Follows the witnesses of this device. */
export function useWitnesses(chainId: string): WitnessesShown {
  const [entries, setEntries] = useState<readonly WitnessEntry[]>();
  const [answer, setAnswer] = useState<Answer>({ newest: undefined, failed: undefined });
  const [isAsking, setAsking] = useState(false);
  const askAll = useCallback(async (): Promise<void> => {
    setAsking(true);
    setAnswer(await ask(chainId));
    setEntries(await witnessesHere(chainId).list());
    setAsking(false);
  }, [chainId]);
  useEffect(() => void askAll(), [askAll]);
  return {
    entries,
    ...answer,
    isAsking,
    askAll,
    async add(address) {
      const added = await addHere(chainId, address);
      if (added === "added") await askAll();
      return added;
    },
    async remove(site) {
      await witnessesHere(chainId).remove(site);
      await askAll();
    },
  };
}
