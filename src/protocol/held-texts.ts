import { toHex } from "./kernel/bytes.ts";
import type { Reader } from "./kernel/state.ts";
import type { Law } from "./law.ts";
import { texts } from "./texts/index.ts";

/** What a law has of rooms and tables. */
type Deps = Pick<Law, "rooms" | "tableById">;

/**
 * Says which text is held more or less often than the rooms refer to it, or nothing.
 *
 * Why here: a text is held by any room, and no room sees those above it.
 */
export function heldTextsProblem({ rooms, tableById }: Deps, state: Reader): string | undefined {
  if (!tableById.has(texts.id)) return undefined;
  const counted = new Map<string, number>();
  for (const { refersTo } of rooms) {
    for (const hash of refersTo?.(state) ?? []) {
      const name = toHex(hash);
      counted.set(name, (counted.get(name) ?? 0) + 1);
    }
  }
  for (const { row } of texts.entries(state, [])) {
    const name = toHex(row.hash);
    const holds = counted.get(name) ?? 0;
    if (row.holds !== holds) return `the text ${name} is held ${row.holds} times, not ${holds}`;
    counted.delete(name);
  }
  for (const [name] of counted) return `the text ${name} is referred to and not there`;
  return undefined;
}
