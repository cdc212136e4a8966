import { type LightBlock, lightBlockFromJson } from "../../protocol/chain/index.ts";
import type { Hasher } from "../../protocol/kernel/hash.ts";
import type { Result } from "../../protocol/kernel/result.ts";
import { type LightFault, lightFault } from "./fault.ts";
import type { LightSource } from "./source.ts";

const MISSING = { ok: false as const, reason: undefined };

/** Asks a node for a light block and reads the answer; nothing is verified yet. */
export async function fetchBlock(
  hasher: Hasher,
  source: LightSource,
  wanted: bigint | "latest",
): Promise<Result<LightBlock, LightFault>> {
  const height = wanted === "latest" ? undefined : wanted;
  const answer = await source.lightBlock(wanted).then(
    (json) => (json === undefined ? MISSING : lightBlockFromJson(hasher, json)),
    (cause: unknown) => ({ ok: false as const, reason: cause }),
  );
  if (answer === MISSING) {
    return { ok: false, reason: lightFault("missing", "the node does not have this page", height) };
  }
  if (!answer.ok) {
    const unread = typeof answer.reason === "string";
    const detail = unread ? String(answer.reason) : messageOf(answer.reason);
    const fault = lightFault(unread ? "malformed" : "unreachable", detail, height);
    return { ok: false, reason: fault };
  }
  const got = answer.value.signedHeader.header.height;
  if (height === undefined || got === height) return answer;
  const detail = `asked for height ${height}, the node answered height ${got}`;
  return { ok: false, reason: lightFault("wrong-height", detail, height) };
}

/** Puts the message of whatever a source threw into words. */
export function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : "the node could not be reached";
}
