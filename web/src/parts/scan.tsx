import { useEffect, useRef, useState } from "preact/hooks";
import { useRoomWords } from "../words/room-words.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { mayAskForCamera, type NoCamera, watchCamera } from "./scan-camera.ts";
import "../styles/qr.css";

function Camera({ onText }: { readonly onText: (text: string) => void }) {
  const words = useRoomWords().scan;
  const video = useRef<HTMLVideoElement>(null);
  const heard = useRef(onText);
  heard.current = onText;
  const [isSeeing, setSeeing] = useState(false);
  const [missing, setMissing] = useState<NoCamera>();
  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    const end = new AbortController();
    watchCamera(element, (text) => heard.current(text), end.signal).then(setMissing, () =>
      setMissing("none"),
    );
    return () => end.abort();
  }, []);
  if (missing !== undefined) return <p role="alert">{words[missing]}</p>;
  return (
    <>
      <video ref={video} class="camera" muted playsInline onPlaying={() => setSeeing(true)} />
      <p role="status" class="soft small">
        {isSeeing ? words.how : words.starting}
      </p>
    </>
  );
}

/**
 * A button that scans a QR code; nothing where a page may not ask for a camera.
 *
 * Why it only fills in: what a code says is somebody's word, and a person goes on with it or not.
 */
export function Scan({ onText }: { readonly onText: (text: string) => void }) {
  const words = useRoomWords();
  const [isOpen, setOpen] = useState(false);
  if (!mayAskForCamera()) return null;
  const close = (): void => setOpen(false);
  const take = (text: string): void => {
    close();
    onText(text);
  };
  return (
    <>
      <div>
        <Button onPress={() => setOpen(true)}>{words.scan.open}</Button>
      </div>
      <Dialog title={words.scan.title} open={isOpen} onClose={close}>
        <Camera onText={take} />
        <div>
          <Button onPress={close}>{words.parts.close}</Button>
        </div>
      </Dialog>
    </>
  );
}
