import { actingAs } from "../../keys/who.ts";
import { storageName } from "../../live/place.ts";

/** How many links a device tells apart by name. */
const most = 200;
const letters = 80;

const nameNow = (): string => storageName(`folkmoot-invited-${actingAs()?.community ?? ""}`);

function readAll(): readonly (readonly [number, string])[] {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(nameNow()) ?? "[]");
    return Array.isArray(read) ? (read as readonly (readonly [number, string])[]) : [];
  } catch {
    return [];
  }
}

/** For whom this device made an invitation, where that was said. */
export function invitedAs(invitation: number): string | undefined {
  return readAll().find(([number]) => number === invitation)?.[1];
}

/**
 * Keeps for whom an invitation was made.
 *
 * Why on this device alone: nobody else needs to know who was thought of.
 */
export function keepInvitedAs(invitation: number, whom: string): void {
  const said = whom.trim().slice(0, letters);
  if (said === "") return;
  try {
    const all = [...readAll(), [invitation, said] as const].slice(-most);
    localStorage.setItem(nameNow(), JSON.stringify(all));
  } catch {
    // A browser that remembers nothing tells the links apart by their numbers.
  }
}
