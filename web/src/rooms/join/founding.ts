import { toHex } from "../../keys/encoding.ts";
import {
  type Identity,
  identitiesOf,
  makeIdentity,
  moveIdentity,
  unfounded,
} from "../../keys/identity.ts";
import { type Keyed, keyed } from "../../keys/key-fault.ts";
import type { Community } from "../../live/community.ts";
import { basePath } from "../../live/place.ts";
import { request } from "../../live/request.ts";
import { to } from "../../router/route.ts";

/** What waits behind a founder's link. */
export interface Desk {
  readonly name: string;
  readonly purpose: string;
  /** What the founder is called, as was said when it was prepared. */
  readonly founder: string;
  readonly address: string | null;
}

interface FoundedNow {
  readonly community: string;
  readonly person: number;
}

/** How long, and how often, a node is waited for that goes on as its community's. Units: milliseconds. */
const patience = 60_000;
const pause = 400;

/**
 * The key with which this browser founds: made and kept before anything is sent.
 *
 * Why it is kept first, and for good: an answer may be lost on its way, or reach another tab, and the
 * founder's key must not be lost with it. Why the same one again: who presses twice is one founder.
 */
async function founderKey(label: string): Promise<Keyed<Identity>> {
  const [made] = await identitiesOf(unfounded);
  return made === undefined
    ? makeIdentity({ community: unfounded, label, origin: "device" })
    : keyed({ ...made, label });
}

/** Founds the community with a key of this browser; says what stopped it. */
export async function foundWith(secret: string, name: string): Promise<string | undefined> {
  const made = await founderKey(name);
  if (!made.ok) return made.fault.sentence;
  const device = toHex(made.value.publicKey);
  const answer = await request<FoundedNow>("/founder", {
    method: "POST",
    headers: { authorization: `Bearer ${secret}` },
    json: { device, name },
  });
  if (answer.kind === "value") {
    await moveIdentity(made.value, answer.value.community, answer.value.person);
    await nodeOf(answer.value.community);
    return undefined;
  }
  if (answer.kind === "same") return undefined;
  const { problem } = answer;
  return problem.help === undefined ? problem.sentence : `${problem.sentence} ${problem.help}`;
}

/** Waits until the node answers for its community. */
async function nodeOf(community: string): Promise<void> {
  for (let waited = 0; waited < patience; waited += pause) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    const answer = await request<Community>("/community");
    if (answer.kind === "value" && answer.value.community === community) return;
  }
}

/** Opens the app afresh at Home, as a community's now; the link is gone from the address. */
export function reopen(): void {
  history.replaceState(null, "", `${basePath}/${to(["home"])}`);
  location.reload();
}
