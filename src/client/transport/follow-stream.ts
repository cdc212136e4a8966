import { readStream } from "./stream.ts";
import type { Line, StreamMessage } from "./transport.ts";

/** What following a stream needs. */
export interface Following {
  /** Opens the stream, with the headers that say from where on. */
  readonly open: (headers: Record<string, string>, signal: AbortSignal) => Promise<Response>;
  readonly onMessage: (message: StreamMessage) => void;
  readonly onLine: (line: Line) => void;
}

/** The shortest and the longest wait before a stream is opened again. Units: milliseconds. */
const SHORTEST = 1_000;
const LONGEST = 5_000;
/**
 * How long nothing may come. Units: milliseconds.
 *
 * Why: a node gives a sign of life every 15 seconds, and a line that was cut somewhere says nothing at all.
 */
const SILENCE = 45_000;

/** Follows a stream until the returned function is called; one that breaks is opened again from there on. */
export function followStream({ open, onMessage, onLine }: Following): () => void {
  let last = "";
  let isStopped = false;
  let pause = SHORTEST;
  let end = (): void => undefined;

  const hear = (message: StreamMessage): void => {
    last = message.id === "" ? last : message.id;
    if (!isStopped) onMessage(message);
  };
  /** Reads one stream to its end, and says how that came. */
  const read = async (): Promise<Line> => {
    const cut = new AbortController();
    let isSilent = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        isSilent = true;
        cut.abort();
      }, SILENCE);
    };
    end = () => cut.abort();
    wait();
    try {
      const headers = {
        accept: "text/event-stream",
        ...(last === "" ? {} : { "last-event-id": last }),
      };
      const answer = await open(headers, cut.signal);
      if (answer.status !== 200) return "lost";
      onLine("open");
      pause = SHORTEST;
      const alive = (): void => {
        wait();
        if (!isStopped) onLine("heard");
      };
      for await (const message of readStream(answer, alive)) hear(message);
      return "lost";
    } catch {
      return isSilent ? "silent" : "lost";
    } finally {
      clearTimeout(timer);
      cut.abort();
    }
  };
  const rest = (): Promise<void> =>
    new Promise((resume) => {
      const timer = setTimeout(resume, pause);
      pause = Math.min(2 * pause, LONGEST);
      end = () => {
        clearTimeout(timer);
        resume();
      };
    });
  const followOn = async (): Promise<void> => {
    while (!isStopped) {
      const line = await read();
      if (isStopped) return;
      onLine(line);
      if (line === "lost") await rest();
    }
  };
  void followOn();
  return () => {
    isStopped = true;
    end();
  };
}
