import type { Command } from "commander";
import { seedSigner } from "../client/keys/seed-signer.ts";
import { readLinkPage } from "../client/link-secret.ts";
import { type Call, withSigner } from "./command.ts";
import { requireOldSame } from "./handed-page.ts";
import { openMemberSession, openSession, openSessionWith } from "./member.ts";
import { recoveryAt } from "./recovery-file.ts";
import type { MemberSession } from "./session.ts";

/** Lets a command be signed with a key of this computer, or with a recovery file. */
export function withAnyOwnKey(command: Command): Command {
  return withPassphrase(
    withSigner(command).option(
      "--recovery <file>",
      "sign with this recovery file instead of a key of this computer",
    ),
  );
}

/** Lets a command open a recovery file that a passphrase locks. */
export function withPassphrase(command: Command): Command {
  return command.option(
    "--passphrase-file <file>",
    "the file with the passphrase of the recovery file; asked for in a terminal",
  );
}

/**
 * Reaches the node with a recovery file or with a key of this computer.
 *
 * Throws: CommandError `cli/two-histories` where the page in the file is another one than is verified here.
 */
export async function enter(call: Call): Promise<MemberSession> {
  const file = call.flags["recovery"];
  if (typeof file !== "string") return openMemberSession(call);
  const { seed, page } = await recoveryAt(call, file);
  const carried = page === undefined ? undefined : readLinkPage(page);
  if (carried !== undefined) await requireOldSame(call, await openSession(call), carried);
  return openSessionWith(call, seedSigner(seed));
}
