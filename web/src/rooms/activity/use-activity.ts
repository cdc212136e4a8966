import { useEffect, useState } from "preact/hooks";
import { usePaths } from "../../live/use-view.ts";
import { type Happening, isQuiet, lineOf } from "./line.ts";
import { useCalled } from "./use-called.ts";

interface Page {
  readonly items: readonly Happening[];
  readonly next: string | null;
  /** The first block that the node has. */
  readonly historyFrom?: number;
}

/** Something that happened, with its sentence. */
export type Told = Happening & { readonly line: string };

/** What happened, as far as it was asked for. */
export interface Happened {
  /** Nothing while it is being read. */
  readonly told: readonly Told[] | undefined;
  /** Asks for what was before; nothing where there is no more. */
  readonly more: (() => void) | undefined;
  /** This node does not have what was before. */
  readonly isCut: boolean;
}

const AT_ONCE = 100;

/** Reads what happened, the newest first: to everybody, or to one person with all everyday steps. */
export function useActivity(person: number | undefined): Happened {
  const called = useCalled();
  const [cursors, setCursors] = useState<readonly string[]>([""]);
  useEffect(() => setCursors([""]), [person]);
  const of = person === undefined ? "" : `&person=${person}`;
  const pages = usePaths<Page>(
    cursors.map((cursor) =>
      cursor === ""
        ? `/activity?limit=${AT_ONCE}${of}`
        : `/activity?limit=${AT_ONCE}${of}&before=${encodeURIComponent(cursor)}`,
    ),
  );
  if (pages[0]?.data === undefined) return { told: undefined, more: undefined, isCut: false };
  const told = pages.flatMap(({ data }) =>
    (data?.items ?? []).flatMap((item) => {
      if (person === undefined && isQuiet(item)) return [];
      const line = lineOf(item, called);
      return line === undefined ? [] : [{ ...item, line }];
    }),
  );
  const last = pages.at(-1)?.data;
  const next = last?.next ?? null;
  return {
    told,
    more: next === null ? undefined : () => setCursors([...cursors, next]),
    isCut: last !== undefined && next === null && (last.historyFrom ?? 1) > 1,
  };
}
