import { type AnswerOf, type Reading, readLinkPage } from "folkmoot/client";
import { openRecoveryFile, viewPath } from "folkmoot/client/at-once";
import type { Community } from "../../live/community.ts";
import { request } from "../../live/request.ts";
import { currentRoomWords } from "../../words/room-words.ts";

/** A recovery file that was opened: its secret, and whose it is. */
export interface OpenedFile {
  readonly seed: Uint8Array;
  readonly name: string;
  readonly person: number;
}

async function personOf(seed: Uint8Array): Promise<number | undefined> {
  const { publicHex } = await import("../../live/joining.ts");
  const path = viewPath("identity/signer", { key: publicHex(seed) });
  const answer = await request<Reading<AnswerOf<"identity/signer">>>(path);
  return answer.kind === "value" ? answer.value.value.person : undefined;
}

/** Compares the page that came with the file; what is no page is passed over. */
async function comparePageOf({ chainId }: Community, text: string | undefined): Promise<void> {
  const page = text === undefined ? undefined : readLinkPage(text);
  if (page === undefined) return;
  const { compareOld } = await import("../check/light.ts");
  // A node that shows nothing to compare with does not keep anybody from coming back.
  await compareOld(chainId, page).catch(() => undefined);
}

/** Opens a recovery file of this community, or says in a sentence why it cannot be. */
export async function openFileHere(
  community: Community,
  text: string,
  phrase: string,
): Promise<OpenedFile | string> {
  const opened = await openRecoveryFile(text, phrase === "" ? undefined : phrase);
  const words = currentRoomWords().keys;
  if (!opened.ok) return words[opened.reason];
  const { seed, name } = opened.value;
  if (opened.value.community !== community.community) return words.fileOther;
  await comparePageOf(community, opened.value.page);
  const person = await personOf(seed);
  return person === undefined ? words.fileUnknown : { seed, name, person };
}
