import type { Command } from "commander";
import { seedSigner } from "../client/keys/seed-signer.ts";
import { type Call, withSigner } from "./command.ts";
import { type MemberSession, openMemberSession, openSessionWith } from "./member.ts";
import { recoveryAt } from "./recovery-file.ts";

/** Lets a command be signed with a key of this computer, or with a recovery file. */
export function withAnyOwnKey(command: Command): Command {
  return withSigner(command).option(
    "--recovery <file>",
    "sign with this recovery file instead of a key of this computer",
  );
}

/** Reaches the node with a recovery file or with a key of this computer. */
export function enter(call: Call): Promise<MemberSession> {
  const file = call.flags["recovery"];
  if (typeof file !== "string") return openMemberSession(call);
  return openSessionWith(call, seedSigner(recoveryAt(file).seed));
}
