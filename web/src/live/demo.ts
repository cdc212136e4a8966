import { fromHex } from "../keys/encoding.ts";
import { bringIdentity } from "../keys/identity.ts";
import { actAs, actingAs, loadIdentities } from "../keys/who.ts";
import { reading } from "./reading.ts";
import { request } from "./request.ts";

/** Somebody of the demonstration, whose key everybody may use. */
export interface DemoPerson {
  readonly person: number;
  readonly name: string;
  /** Hexadecimal. */
  readonly seed: string;
}

/** Who is in the demonstration, and what time it is there. */
export interface Demo {
  readonly people: readonly DemoPerson[];
  readonly now: number;
  /** Where several machines agree on the time, nobody can move it on. */
  readonly canMoveTime: boolean;
}

/** Acts as somebody of the demonstration from now on. */
export async function actAsDemo(community: string, who: DemoPerson): Promise<void> {
  const seed = fromHex(who.seed);
  if (seed === undefined) return;
  const about = { community, label: who.name, origin: "demo", person: who.person } as const;
  const brought = await bringIdentity(about, seed);
  if (!brought.ok) return;
  await loadIdentities(community);
  actAs(brought.value);
}

/** Lets a visitor of the demonstration be its first person at once. */
export async function beSomebody(community: string): Promise<void> {
  if (actingAs() !== undefined) return;
  const answer = await request<Demo>("/demo");
  if (answer.kind !== "value") return;
  const [first] = answer.value.people;
  if (first !== undefined) await actAsDemo(community, first);
}

/** Lets time pass in the demonstration. */
export async function advanceDemo(advanceMs: number): Promise<boolean> {
  const answer = await request<unknown>("/demo/time", {
    method: "POST",
    json: { advanceMs },
  });
  if (answer.kind !== "value") return false;
  await reading.views.refresh("/community");
  reading.news.changed("everything");
  return true;
}
