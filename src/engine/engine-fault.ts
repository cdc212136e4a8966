/** Why an engine refuses to start, or has stopped: a stable code for anyone who handles it. */
export type EngineFaultCode =
  | "store-empty"
  | "store-format"
  | "store-damaged"
  | "store-behind"
  | "store-failed"
  | "disk-full"
  | "other-community"
  | "not-a-validator"
  | "clock-behind"
  | "clock-ahead"
  | "future-block"
  | "founded-later"
  | "edition-missing"
  | "other-law"
  | "law-broken"
  | "law-stopped"
  | "comet-stopped"
  | "restarted"
  | "no-snapshot"
  | "too-busy"
  | "stopped"
  | "unknown";

/** A reason to stop or to turn away: a code, what happened, and what the operator can do. */
export class EngineFault extends Error {
  override readonly name = "EngineFault";
  readonly code: EngineFaultCode;
  readonly remedy: string;

  constructor(code: EngineFaultCode, message: string, remedy: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.remedy = remedy;
  }
}

/** Says in a few words what was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Too much is under way. */
export function busy(what: string): EngineFault {
  return new EngineFault("too-busy", what, "Wait a moment, then send it again.");
}
