import type { PageState } from "folkmoot/client";
import { useState } from "preact/hooks";
import { useCommunity } from "../../live/community.ts";
import { Button } from "../../parts/button.tsx";
import { Card, Mark } from "../../parts/card.tsx";
import { When } from "../../parts/value.tsx";
import { size } from "../../words/format.ts";
import { useWords } from "../../words/language.ts";
import type { ProvedRows } from "./recount.ts";

/** What was found when something was checked: what it shows, and whether it is as the node says. */
export interface Finding {
  readonly sentences: readonly string[];
  readonly holds: boolean;
}

type Checking =
  | { readonly stage: "rest" | "busy" }
  | { readonly stage: "done"; readonly finding: Finding; readonly rows: ProvedRows }
  | { readonly stage: "failed"; readonly reason: string };

/** What a check card proves. */
export interface CheckCardProps {
  readonly table: string;
  readonly prefix: readonly unknown[];
  /** Why it cannot be checked now. */
  readonly cannot?: string | undefined;
  /** Compares what was proved with what is shown. */
  readonly judge: (rows: ProvedRows) => Finding | Promise<Finding>;
}

async function prove(
  chainId: string,
  { table, prefix, judge }: CheckCardProps,
  said: (rows: ProvedRows) => readonly string[],
): Promise<Checking> {
  try {
    const { proveRows } = await import("./recount.ts");
    const rows = await proveRows(chainId, table, prefix);
    const { sentences, holds } = await judge(rows);
    return { stage: "done", finding: { holds, sentences: [...sentences, ...said(rows)] }, rows };
  } catch (thrown) {
    return { stage: "failed", reason: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

/** In a word: whether it holds, and whether it is of the newest page. */
function Verdict({
  holds,
  state,
}: {
  readonly holds: boolean;
  readonly state: PageState | undefined;
}) {
  const words = useWords().check;
  if (!holds) return <Mark tone="clay">{words.failedMark}</Mark>;
  if (state?.kind === "as-of") return <Mark>{words.oldMark}</Mark>;
  if (state?.kind === "clock") return <Mark tone="clay">{words.failedMark}</Mark>;
  return <Mark tone="moss">{words.checked}</Mark>;
}

/** When what was proved was so, and why this device cannot say that it still is. */
function AsOf({ rows: { state, time } }: { readonly rows: ProvedRows }) {
  const words = useWords().check;
  return (
    <>
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

/** "Check on this device": proves what the page shows, without believing the node. */
export function CheckCard(props: CheckCardProps) {
  const words = useWords().check;
  const community = useCommunity();
  const [checking, setChecking] = useState<Checking>({ stage: "rest" });
  const run = async (): Promise<void> => {
    if (community === undefined) return;
    setChecking({ stage: "busy" });
    const said = (rows: ProvedRows): readonly string[] => [
      words.signed(rows.signers, rows.validators, rows.height),
      words.took(size(rows.bytes), rows.milliseconds),
      ...(rows.again ? [words.begunAgain] : []),
    ];
    setChecking(await prove(community.chainId, props, said));
  };
  const holds = checking.stage === "done" && checking.finding.holds;
  const ended = checking.stage === "done" || checking.stage === "failed";
  const state = checking.stage === "done" ? checking.rows.state : undefined;
  return (
    <Card title={words.title} side={ended ? <Verdict holds={holds} state={state} /> : null}>
      <div aria-live="polite" class="stack stack-close">
        {checking.stage === "rest" ? <p class="soft small">{words.lead}</p> : null}
        {checking.stage === "busy" ? <p class="soft small">{words.checking}</p> : null}
        {checking.stage === "failed" ? <p>{words.failed(checking.reason)}</p> : null}
        {checking.stage === "done"
          ? checking.finding.sentences.map((sentence) => <p key={sentence}>{sentence}</p>)
          : null}
        {checking.stage === "done" ? <AsOf rows={checking.rows} /> : null}
      </div>
      <div>
        <Button cannot={props.cannot} busy={checking.stage === "busy"} onPress={() => void run()}>
          {ended ? words.again : words.start}
        </Button>
      </div>
    </Card>
  );
}
