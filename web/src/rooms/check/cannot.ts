import { FolkmootError, unverified } from "folkmoot/client";
import type { LightFault } from "folkmoot/client/light";
import { clockOf } from "../../live/clock.ts";
import { currentRoomWords } from "../../words/room-words.ts";

/** Why nothing could be confirmed: a code, a sentence for the person, and what to do. */
export type Cannot = Pick<FolkmootError, "code" | "message" | "remedy">;

/** Says to a person why nothing could be confirmed. */
export function cannotOf(chainId: string, fault: LightFault): FolkmootError {
  const { code } = unverified(fault);
  const [sentence, remedy] = saidOf(chainId, fault);
  return new FolkmootError(code, sentence, remedy);
}

function saidOf(
  chainId: string,
  { code, conflict, detail }: LightFault,
): readonly [string, string] {
  const { cannot } = currentRoomWords().check;
  if (code === "unreachable") return [currentRoomWords().live.offlineCode, detail];
  if (code === "from-future") return cannot.clock(clockOf(chainId).apart());
  if (code === "missing") return cannot.missing;
  if (code === "too-many-signatures") return cannot.work;
  if (conflict === undefined) return [cannot.other(detail), cannot.otherHow];
  return [conflict.by === "node" ? cannot.back : currentRoomWords().alarm.short, cannot.backHow];
}
