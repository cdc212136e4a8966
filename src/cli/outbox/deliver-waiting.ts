import { type Entry, isUnfinished } from "../../client/outbox/entry.ts";
import type { Call } from "../command.ts";
import { printable } from "../names.ts";
import type { Session } from "../session.ts";
import { computerOutbox, outboxStoreOf } from "./computer-outbox.ts";

/**
 * Delivers what waits on this computer for a community, in order, and tells on the side what came of it.
 *
 * Shape: what is agreed now is returned, and gone from the outbox; what is refused stays there until
 * somebody has dropped it.
 */
export async function deliverWaiting(
  call: Call,
  reached: Pick<Session, "transport" | "community">,
): Promise<readonly Entry[]> {
  const { community } = reached.community;
  const before = await outboxStoreOf(call).read(community);
  if (!before.some(({ stage }) => stage !== "refused")) return [];
  const outbox = computerOutbox(call, reached);
  await outbox.open(community);
  await outbox.sendAll();
  const over = outbox.entries().filter((entry) => !isUnfinished(entry));
  const known = new Set(before.filter(({ stage }) => stage === "refused").map(({ key }) => key));
  for (const entry of over.filter(({ key }) => !known.has(key))) {
    call.terminal.err(overLine(entry));
    if (entry.stage === "agreed") await outbox.drop(entry);
  }
  return over.filter(({ stage }) => stage === "agreed");
}

/** What came of something that has waited, on one line. */
export function overLine(entry: Entry): string {
  const { stage, height, problem } = entry;
  if (stage === "agreed") return `What waited is agreed in block ${height}: ${wordsFor(entry)}`;
  const why = [problem?.sentence, problem?.help].filter((words) => words !== undefined).join(" ");
  return `What waited was refused: ${wordsFor(entry)}. ${printable(why)} Take it out with \`folkmoot outbox drop\`.`;
}

/** What somebody asked for, as they wrote it. */
export const wordsFor = ({ asked, type }: Entry): string => printable(asked ?? type);
