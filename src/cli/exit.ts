/** What a command ends with, so that scripts can tell the cases apart. */
export const EXIT = {
  ok: 0,
  /** Something went wrong here. */
  error: 1,
  /** The words on the command line do not make sense. */
  usage: 2,
  /** No node answers. */
  notRunning: 3,
  /** A rule of the community says no. */
  refused: 4,
} as const;

/** One of the numbers a command ends with. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A command that cannot go on: what happened, why, and what to do, one line each. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly code: string;
  readonly why: string;
  readonly remedy: string;
  readonly exit: ExitCode;

  constructor(
    what: string,
    more: {
      readonly why: string;
      readonly remedy: string;
      readonly exit?: ExitCode;
      readonly code?: string;
      readonly cause?: unknown;
    },
  ) {
    super(what, { cause: more.cause });
    this.why = more.why;
    this.remedy = more.remedy;
    this.exit = more.exit ?? EXIT.error;
    this.code = more.code ?? "cli/error";
  }
}

/** A mistake in the words on the command line. */
export function usageError(what: string, why: string, remedy: string): CommandError {
  return new CommandError(what, { why, remedy, exit: EXIT.usage, code: "cli/usage" });
}
