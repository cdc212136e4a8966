import type { PageState } from "folkmoot/client";
import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useCommunity } from "../../live/community.ts";
import type { PageReads } from "../../live/page-reads.ts";
import { useValue } from "../../live/use-value.ts";
import { Button } from "../../parts/button.tsx";
import { Mark, Section } from "../../parts/card.tsx";
import { When } from "../../parts/value.tsx";
import { size } from "../../words/format.ts";
import { useRoomWords } from "../../words/room-words.ts";
import type { Cannot } from "./cannot.ts";
import type { CheckedViews, Part } from "./check-views.ts";
import { Findings, isSame } from "./findings.tsx";

type Checking =
  | { readonly stage: "rest" | "busy" }
  | { readonly stage: "done"; readonly found: CheckedViews }
  | { readonly stage: "failed"; readonly cannot: Cannot };

const cannotIn = (thrown: unknown): Cannot => {
  const { code = "", message = String(thrown), remedy = "" } = (thrown ?? {}) as Partial<Cannot>;
  return { code, message, remedy };
};

/** "Check on this device": works out all that a page shows, without believing the node. */
export function CheckPage({ reads }: { readonly reads: PageReads }) {
  return useValue(reads.views).length === 0 ? null : <CheckCard reads={reads} />;
}

function CheckCard({ reads }: { readonly reads: PageReads }) {
  const words = useRoomWords().check;
  const community = useCommunity();
  const views = useValue(reads.views);
  const [end, isInSight] = useInSight();
  const hidden = useHidden(reads, isInSight);
  const [checking, setChecking] = useState<Checking>({ stage: "rest" });
  const isAllHidden = views.every(({ path }) => hidden.some((part) => part.path === path));
  const run = async (): Promise<void> => {
    if (community === undefined) return;
    setChecking({ stage: "busy" });
    try {
      const { checkViews } = await import("./check-views.ts");
      setChecking({ stage: "done", found: await checkViews(community, reads.views.value) });
    } catch (thrown) {
      setChecking({ stage: "failed", cannot: cannotIn(thrown) });
    }
  };
  const { stage } = checking;
  const ended = stage === "done" || stage === "failed";
  const found = stage === "done" ? checking.found : undefined;
  return (
    <div class="checking">
      <Section title={words.title} side={ended ? <Verdict found={found} /> : null}>
        <div ref={end} aria-live="polite" class="stack stack-close">
          {stage === "rest" && !isAllHidden ? <p class="soft small">{words.lead}</p> : null}
          {stage === "busy" ? <p class="soft small">{words.checking}</p> : null}
          {stage === "failed" ? (
            <>
              <p>{checking.cannot.message}</p>
              {checking.cannot.remedy === "" ? null : (
                <p class="soft small">{checking.cannot.remedy}</p>
              )}
            </>
          ) : null}
          {found === undefined ? <Findings parts={hidden} /> : <Found found={found} />}
        </div>
        {isAllHidden ? null : (
          <div>
            <Button kind="quiet" busy={stage === "busy"} onPress={() => void run()}>
              {ended ? words.again : words.start}
            </Button>
          </div>
        )}
      </Section>
    </div>
  );
}

/** Tells whether a part of the page has been in sight; what is only for it is fetched then. */
function useInSight(): readonly [RefObject<HTMLDivElement | null>, boolean] {
  const part = useRef<HTMLDivElement>(null);
  const [isInSight, setInSight] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver((seen) => {
      if (seen.some(({ isIntersecting }) => isIntersecting)) setInSight(true);
    });
    if (part.current !== null) observer.observe(part.current);
    return () => observer.disconnect();
  }, []);
  return [part, isInSight];
}

/** What on the page cannot be worked out now; it is found out quietly, for what the law says may be hidden. */
function useHidden(reads: PageReads, isWanted: boolean): readonly Part[] {
  const community = useCommunity();
  const views = useValue(reads.views);
  const [hidden, setHidden] = useState<readonly Part[]>([]);
  const key = views.map(({ path }) => path).join(" ");
  const isKnown = community !== undefined;
  useEffect(() => {
    if (community === undefined || !isWanted) return;
    let isCurrent = true;
    import("./check-views.ts")
      .then(({ hiddenOn }) => hiddenOn(community, views))
      .then((parts) => {
        if (isCurrent) setHidden(parts);
      })
      // Anyone who presses the button is told why.
      .catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [key, isKnown, isWanted]);
  return hidden;
}

/** In a word: whether all of it holds, and whether it is of the newest page of the record. */
function Verdict({ found }: { readonly found: CheckedViews | undefined }) {
  const words = useRoomWords().check;
  const state: PageState | undefined = found?.state;
  if (found?.parts.some(isOther)) return <Mark tone="clay">{words.differsMark}</Mark>;
  if (found === undefined || state?.kind === "clock" || !found.parts.some(isSame)) {
    return <Mark tone="clay">{words.failedMark}</Mark>;
  }
  if (state?.kind === "as-of") return <Mark>{words.oldMark}</Mark>;
  if (!found.parts.every(isSame)) return <Mark>{words.partlyMark}</Mark>;
  return <Mark tone="moss">{words.checked}</Mark>;
}

const isOther = ({ verdict }: Part): boolean =>
  verdict !== undefined && verdict.kind !== "same" && verdict.kind !== "hidden";

/** What was found, of when, signed by how many, and what it took. */
function Found({ found }: { readonly found: CheckedViews }) {
  const words = useRoomWords().check;
  const { parts, signers, validators, height, state, time, bytes, milliseconds, again } = found;
  const same = parts.filter(isSame).length;
  return (
    <>
      <p>{same === parts.length ? words.all(same) : words.some(same, parts.length)}</p>
      <Findings parts={parts} />
      <p>{words.signed(signers, validators, height)}</p>
      <p>{words.took(size(bytes), milliseconds)}</p>
      {again ? <p>{words.begunAgain}</p> : null}
      <p class="soft small">
        {words.asOf} <When at={time} />.
      </p>
      {state.kind === "as-of" ? <p>{words.old}</p> : null}
      {state.kind === "clock"
        ? words.cannot.clock(state.apart).map((said) => <p key={said}>{said}</p>)
        : null}
    </>
  );
}
