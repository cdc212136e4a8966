import { signal } from "@preact/signals-core";
import type { ComponentChildren, FunctionComponent } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import { createPageReads, type PageReads, PageReadsContext } from "../live/page-reads.ts";
import { useValue } from "../live/use-value.ts";
import { PageFoot } from "../parts/page.tsx";

const card = signal<FunctionComponent<{ readonly reads: PageReads }> | undefined>(undefined);

/** Checking is not in the way of the first page: it is fetched once that stands. Units: milliseconds. */
const pause = 1000;

/** A page of which everything that the law shows can be checked, at its end. */
export function CheckedRoom({ children }: { readonly children: ComponentChildren }) {
  const [reads] = useState(createPageReads);
  return (
    <PageReadsContext.Provider value={reads}>
      <PageFoot.Provider value={<CheckDoor />}>{children}</PageFoot.Provider>
    </PageReadsContext.Provider>
  );
}

/** Fetches the card that checks; there is none where nothing of the law is shown. */
function CheckDoor() {
  const reads = useContext(PageReadsContext);
  const Card = useValue(card);
  useEffect(() => {
    if (Card !== undefined) return;
    const fetchCard = async (): Promise<void> => {
      const { CheckPage } = await import("../rooms/check/check-page.tsx");
      card.value = CheckPage;
    };
    // Without it the page is whole all the same, and the next page tries again.
    const timer = setTimeout(() => void fetchCard().catch(() => undefined), pause);
    return () => clearTimeout(timer);
  }, [Card]);
  return Card === undefined || reads === undefined ? null : <Card reads={reads} />;
}
