import type { Why } from "../protocol/kernel/why.ts";
import type { FaultCode, ProblemCode } from "./fault-types.ts";

/** What a node answers when it refuses or cannot: RFC 9457 problem details with Folkmoot's own fields. */
export interface Problem<F extends FaultCode = FaultCode> {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly code: ProblemCode<F>;
  /** The fault's number; only for refusals by the law. */
  readonly number?: number;
  /** What the person can do. */
  readonly remedy?: string;
  readonly details?: { readonly [name: string]: unknown };
}

/** A fault of the law that says no, and the figures behind it. */
export interface Obstacle<F extends FaultCode = FaultCode> {
  readonly code: F;
  readonly number: number;
  readonly sentence: string;
  /** What the person can do. */
  readonly remedy: string;
  readonly details: { readonly [name: string]: unknown };
}

/** What would happen if something was done now; nothing was. */
export interface Rehearsed<F extends FaultCode = FaultCode> {
  readonly refusal: Obstacle<F> | null;
  readonly why: Why | null;
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
