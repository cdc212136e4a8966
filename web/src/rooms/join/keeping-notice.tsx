import { useEffect, useState } from "preact/hooks";
import { Copy } from "../../parts/copy.tsx";
import { Notice } from "../../parts/notice.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import { canKeep, findKeeping, type Keeping } from "./keeping.ts";

/** Returns whether a key that is made here will still be here later, once that is known. */
export function useKeeping(): Keeping | undefined {
  const [keeping, setKeeping] = useState<Keeping>();
  useEffect(() => {
    void findKeeping().then(setKeeping);
  }, []);
  return keeping;
}

/**
 * Says whether this address is safe and this browser keeps keys, before anything is made here.
 *
 * Shape: `link` is what is opened again elsewhere, where that helps.
 */
export function KeepingNotice({
  keeping,
  link,
}: {
  readonly keeping: Keeping | undefined;
  readonly link: string;
}) {
  const words = useRoomWords().join.keeping;
  if (keeping === undefined) {
    return (
      <p class="soft small" role="status">
        {words.looking}
      </p>
    );
  }
  const { title, how } = words[keeping];
  return (
    <Notice kind={keeping === "kept" ? "moss" : "clay"}>
      <p>
        <strong>{title}</strong>
      </p>
      <p class="small">{how}</p>
      {keeping === "tab" || !canKeep(keeping) ? <Copy label={words.link} text={link} /> : null}
    </Notice>
  );
}
