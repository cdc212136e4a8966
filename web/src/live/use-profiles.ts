import { useRef, useState } from "preact/hooks";
import { type Shown, useViews } from "./use-view.ts";

/** Who says what about themselves: the text, and who may read it. */
export type Profile = Shown<"records/some-profiles">[number];

/** People whose profiles are one question. */
const together = 50;

const peopleOf = (block: number): readonly number[] =>
  Array.from({ length: together }, (_, at) => block * together + at).filter((one) => one > 0);

/**
 * Returns how to find somebody's profile; `undefined` while it is on its way, `null` where there is none.
 *
 * Why by neighbours in number: each question is one of a few for everybody, so that pages share what
 * is known already; and only those are asked for who stand on the screen.
 */
export function useProfiles(): (person: number) => Profile | null | undefined {
  const wanted = useRef(new Set<number>());
  const [blocks, setBlocks] = useState<readonly number[]>([]);
  const questions = blocks.map((block) => ({ people: peopleOf(block) }));
  const seen = useViews("records/some-profiles", questions);
  return (person) => {
    if (!Number.isInteger(person) || person < 1) return null;
    const block = Math.floor(person / together);
    if (!wanted.current.has(block)) {
      wanted.current.add(block);
      // People are named while something is drawn; what is missing is asked for after that.
      void Promise.resolve().then(() => setBlocks([...wanted.current]));
      return undefined;
    }
    const rows = seen[blocks.indexOf(block)];
    return rows && (rows.find((row) => row.person === person) ?? null);
  };
}
