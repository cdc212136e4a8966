import { EditionMissing } from "../../protocol/editions.ts";
import { InvariantError } from "../../protocol/kernel/assert.ts";
import { EngineFault, messageOf } from "../engine-fault.ts";
import { isDiskFull } from "../system-words.ts";

/** An action with which the law contradicts itself; only that action is turned away. */
export function lawBroken(error: Error): EngineFault {
  return new EngineFault(
    "law-broken",
    `the law contradicts itself with this action: ${error.message}`,
    "Nothing was changed; report this to those who maintain Folkmoot.",
    error,
  );
}

/** What everybody is told who asks an engine that has stopped, or who was still waiting. */
export function stoppedFault(cause: EngineFault | undefined): EngineFault {
  const why =
    cause === undefined ? "the node is stopping" : `the node has stopped: ${cause.message}`;
  const remedy = "Ask the node's operator; then look whether your action is there.";
  return new EngineFault("stopped", why, remedy, cause);
}

/** Names what stops an engine. */
export function stoppingFault(error: unknown): EngineFault {
  if (error instanceof EngineFault) return error;
  if (error instanceof InvariantError) {
    return new EngineFault(
      "law-broken",
      error.message,
      "Report this; the last good state is kept.",
    );
  }
  if (error instanceof EditionMissing) return editionMissing(error);
  if (isOfDisk(error)) return storeFailed(error);
  return new EngineFault(
    "unknown",
    `something unknown went wrong: ${messageOf(error)}`,
    "Nothing that was acknowledged is lost. Start again; if it comes back, report it.",
    error,
  );
}

/** A disk, or the store on it, that did not do what it was told. */
export function storeFailed(error: unknown): EngineFault {
  if (error instanceof EngineFault) return error;
  if (isDiskFull(error)) return diskFull(error);
  return new EngineFault(
    "store-failed",
    `the disk failed: ${messageOf(error)}`,
    "Look into the system's log and replace the disk if it says so, then start again; nothing that was acknowledged is lost.",
    error,
  );
}

function diskFull(cause: unknown): EngineFault {
  const remedy = "Make room, then start again; nothing that was acknowledged is lost.";
  return new EngineFault("disk-full", "the disk is full", remedy, cause);
}

/** What the system and the store call their failures by. */
const DISK_CODES = /^(?:LEVEL_|ENOSPC$|EIO$|EROFS$|EDQUOT$|EMFILE$|ENFILE$|EACCES$|EPERM$|EBADF$)/;

function isOfDisk(error: unknown): boolean {
  const { code } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  return typeof code === "string" && DISK_CODES.test(code);
}

/** The community has gone on, or is about to, under an edition of the law that is not in this program. */
export function editionMissing(error: EditionMissing): EngineFault {
  return new EngineFault(
    "edition-missing",
    error.message,
    `Install a version of Folkmoot that has edition ${error.edition}, and start again; nothing is lost.`,
    error,
  );
}
