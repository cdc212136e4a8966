import { useEffect, useState } from "preact/hooks";
import { useRoomWords } from "../words/room-words.ts";
import { Button } from "./button.tsx";
import "../styles/qr.css";

/** White around the code, as cameras need it. Units: modules. */
const BORDER = 4;

/** The squares of a code as one path, a square a unit; its size; nothing where the text is too long. */
async function draw(text: string): Promise<{ path: string; size: number } | undefined> {
  const { encodeQR } = await import("qr");
  let rows: boolean[][];
  try {
    rows = encodeQR(text, "raw", { ecc: "low", border: BORDER });
  } catch {
    return undefined;
  }
  const path = rows
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")))
    .join("");
  return { path, size: rows.length };
}

/** A QR code: dark on white also at night, because cameras expect it. */
export function Qr({ text }: { readonly text: string }) {
  const words = useRoomWords().scan;
  const [drawn, setDrawn] = useState<{ path: string; size: number } | "beyond">();
  useEffect(() => {
    let isShown = true;
    void draw(text).then((code) => isShown && setDrawn(code ?? "beyond"));
    return () => {
      isShown = false;
    };
  }, [text]);
  if (drawn === undefined) return null;
  if (drawn === "beyond") return <p class="soft small">{words.tooLong}</p>;
  return (
    <svg
      class="qr"
      role="img"
      aria-label={words.picture}
      viewBox={`0 0 ${drawn.size} ${drawn.size}`}
      shape-rendering="crispEdges"
    >
      <path d={drawn.path} />
    </svg>
  );
}

/**
 * A QR code behind a button.
 *
 * Why not at once: a link may hold a secret, and somebody may look over a shoulder.
 */
export function QrBehindButton({ text }: { readonly text: string }) {
  const words = useRoomWords().scan;
  const [isShown, setShown] = useState(false);
  return (
    <div class="stack stack-close">
      <div>
        <Button onPress={() => setShown(!isShown)}>{isShown ? words.hide : words.show}</Button>
      </div>
      {isShown ? <Qr text={text} /> : null}
    </div>
  );
}
