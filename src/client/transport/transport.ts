/** A message of a node's event stream. */
export interface StreamMessage {
  readonly event: string;
  readonly id: string;
  readonly data: string;
}

/** An answer of a node, whatever carried it. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly bytes: Uint8Array;
  /** What the header `retry-after` says, where there is one. Units: seconds. */
  readonly retryAfter?: string;
  /** What names this very answer, where the node names it. */
  readonly etag?: string;
}

/** A question to a node. */
export interface Question {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Path and query below `/api/v1`, beginning with a slash. */
  readonly path: string;
  readonly body?: Uint8Array;
  readonly contentType?: string;
  readonly headers?: { readonly [name: string]: string };
  /** How long the answer may take; as long as the transport allows unless given. Units: milliseconds. */
  readonly patienceMs?: number;
}

/**
 * How an event stream is doing: it was opened, something has come on it (be it only a sign of life), it is
 * broken, or nothing has come for so long that it may be.
 */
export type Line = "open" | "heard" | "lost" | "silent";

/** How a client reaches a node. */
export interface Transport {
  ask(question: Question): Promise<Answer>;
  /** Follows the event stream until the returned function is called; reconnects by itself. */
  follow(onMessage: (message: StreamMessage) => void, onLine?: (line: Line) => void): () => void;
}
