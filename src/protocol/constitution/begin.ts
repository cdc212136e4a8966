import type { BeginContext } from "../kernel/room.ts";
import { edition } from "./edition-tables.ts";

/** Notes the edition under which the community is founded; nobody has to adopt that one. */
export function begin({ state, now, edition: number }: BeginContext): void {
  edition.put(state, [], {
    number,
    since: now,
    height: 1,
    digest: new Uint8Array(32),
    adoptions: 0,
  });
}
