import type { Transport } from "./transport.ts";

/** How often a stream that was refused is opened again. Units: milliseconds. */
const AGAIN = 5_000;
/**
 * How long nothing may be heard. Units: milliseconds.
 *
 * Why longer than a minute: a page cannot hear a node's signs of life, and a community at rest writes
 * a page of the record each minute.
 */
const SILENCE = 75_000;
/** What a node tells. */
const EVENTS = ["block", "reset"] as const;

/** A stream as a browser opens it: an `EventSource`. */
export interface PageStream {
  readonly readyState: number;
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void;
  close(): void;
}

/** What a stream is that the browser has given up. */
const CLOSED = 2;

/**
 * Follows the event stream as browsers do.
 *
 * Why not like programs: a browser opens its own stream again, also after a page was frozen, and does
 * not count it among what a page still loads.
 */
export const followEventSource =
  (
    url: string,
    open: (url: string) => PageStream = (at) => new EventSource(at),
  ): Transport["follow"] =>
  (onMessage, onLine = () => undefined) => {
    let source: PageStream | undefined;
    let silence: ReturnType<typeof setTimeout> | undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    let isStopped = false;
    const wait = (): void => {
      clearTimeout(silence);
      silence = setTimeout(() => {
        onLine("silent");
        begin();
      }, SILENCE);
    };
    const begin = (): void => {
      source?.close();
      clearTimeout(again);
      const begun = open(url);
      source = begun;
      wait();
      begun.addEventListener("open", () => {
        wait();
        onLine("open");
      });
      for (const event of EVENTS) {
        begun.addEventListener(event, ({ lastEventId, data }: MessageEvent<string>) => {
          wait();
          onLine("heard");
          onMessage({ event, id: lastEventId, data });
        });
      }
      begun.addEventListener("error", () => {
        if (source !== begun || isStopped) return;
        onLine("lost");
        // What was refused is not opened again by the browser.
        if (begun.readyState === CLOSED) again = setTimeout(begin, AGAIN);
      });
    };
    begin();
    return () => {
      isStopped = true;
      clearTimeout(silence);
      clearTimeout(again);
      source?.close();
    };
  };
