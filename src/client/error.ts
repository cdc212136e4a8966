/** What a node answers when it refuses or cannot: RFC 9457 problem details with Folkmoot's own fields. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  /** The fault's code, such as `money/insufficient`, or a code of the node's own. */
  readonly code: string;
  /** The fault's number; only for refusals by the law. */
  readonly number?: number;
  /** What the person can do. */
  readonly remedy?: string;
  readonly details?: { readonly [name: string]: unknown };
}

/** Thrown when the world is in the way: no connection, an answer that makes no sense, a missing key. */
export class FolkmootError extends Error {
  override readonly name = "FolkmootError";
  readonly code: string;
  readonly remedy: string;

  constructor(code: string, message: string, remedy: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.remedy = remedy;
  }
}
