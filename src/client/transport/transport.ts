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
}

/** A question to a node. */
export interface Question {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Path and query below `/api/v1`, beginning with a slash. */
  readonly path: string;
  readonly body?: Uint8Array;
  readonly contentType?: string;
  /** How long the answer may take; as long as the transport allows unless given. Units: milliseconds. */
  readonly patienceMs?: number;
}

/** How a client reaches a node. */
export interface Transport {
  ask(question: Question): Promise<Answer>;
  /** Follows the event stream until the returned function is called; reconnects by itself. */
  follow(onMessage: (message: StreamMessage) => void): () => void;
}
