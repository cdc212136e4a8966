import type { Difference } from "folkmoot/client/proved";
import { More } from "../../parts/why.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import type { Part } from "./check-views.ts";

const longest = 120;

function said(value: unknown, nothing: string): string {
  if (value === undefined || value === null) return nothing;
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return text.length > longest ? `${text.slice(0, longest)}\u2026` : text;
}

/** What this device has worked out, beside what the node shows, wherever they differ. */
function Both({ differences }: { readonly differences: readonly Difference[] }) {
  const words = useRoomWords().check;
  return (
    <ul class="stack stack-close">
      {differences.map(({ path, own, shown }) => (
        <li key={path.join(".")}>
          <p class="soft small">{path.length === 0 ? words.everything : path.join(" \u203a ")}</p>
          <dl class="facts">
            <dt>{words.columns.own}</dt>
            <dd>
              <bdi>{said(own, words.nothing)}</bdi>
            </dd>
            <dt>{words.columns.node}</dt>
            <dd>
              <bdi>{said(shown, words.nothing)}</bdi>
            </dd>
          </dl>
        </li>
      ))}
    </ul>
  );
}

function Finding({ part: { what, verdict, cannot } }: { readonly part: Part }) {
  const words = useRoomWords().check;
  return (
    <li class="stack stack-close">
      <h3 class="name">{what}</h3>
      {cannot === undefined ? null : (
        <>
          <p>{cannot.message}</p>
          {cannot.remedy === "" ? null : <p class="soft small">{cannot.remedy}</p>}
        </>
      )}
      {verdict?.kind === "hidden" ? <p>{verdict.reason}</p> : null}
      {verdict?.kind === "differs" || verdict?.kind === "older" || verdict?.kind === "unknown" ? (
        <>
          <p>{words[verdict.kind]}</p>
          <Both differences={verdict.differences} />
        </>
      ) : null}
    </li>
  );
}

/** What was found of each part of a page: first what is not as shown, then what is. */
export function Findings({ parts }: { readonly parts: readonly Part[] }) {
  const words = useRoomWords().check;
  const same = parts.filter(isSame);
  const others = onceEach(parts.filter((part) => !isSame(part)));
  return (
    <>
      {others.length === 0 ? null : (
        <ul class="rows">
          {others.map((part) => (
            <Finding key={part.path} part={part} />
          ))}
        </ul>
      )}
      {same.some(({ wasReread }) => wasReread) ? <p>{words.reread}</p> : null}
      {same.length === 0 ? null : (
        <More title={words.what}>
          <ul class="stack stack-close">
            {same.map(({ path, what }) => (
              <li key={path} class="small">
                {what}
              </li>
            ))}
          </ul>
        </More>
      )}
    </>
  );
}

/** Says a reason of the law once, however many parts of the page it is about. */
function onceEach(parts: readonly Part[]): readonly Part[] {
  const said = new Set<string>();
  return parts.filter(({ what, verdict }) => {
    if (verdict?.kind !== "hidden") return true;
    const text = `${what} ${verdict.reason}`;
    const isNew = !said.has(text);
    said.add(text);
    return isNew;
  });
}

/** Whether this device came to the same. */
export const isSame = ({ verdict }: Part): boolean => verdict?.kind === "same";
