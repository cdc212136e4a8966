import { confirm as clackConfirm, isCancel } from "@clack/prompts";
import type { Call } from "./command.ts";
import { CommandError } from "./exit.ts";

/**
 * Asks a person whether to go on; --yes answers beforehand.
 *
 * Throws: CommandError when the answer is no, or when nobody is there who could answer.
 */
export async function confirm(call: Call, question: string): Promise<void> {
  if (call.isYes) return;
  if (!call.terminal.isInteractive || call.isJson) {
    throw new CommandError("This has to be confirmed.", {
      why: `${question} Nobody is there to answer.`,
      remedy: "Say it beforehand with --yes.",
      code: "cli/unconfirmed",
    });
  }
  const answer = await clackConfirm({ message: question, initialValue: false });
  if (!isCancel(answer) && answer) return;
  throw new CommandError("Nothing was done.", {
    why: "The question was answered with no.",
    remedy: "Run the command again when you want it.",
    code: "cli/declined",
  });
}
