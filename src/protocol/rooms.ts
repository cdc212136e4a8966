import { identity } from "./identity/index.ts";
import type { Room } from "./kernel/room.ts";
import { createLaw, type Law } from "./law.ts";

/** The rooms of the law in order: a room uses those before it, and is asked after them. */
export const rooms = [identity] as const satisfies readonly Room[];

/** Folkmoot's law. */
export const folkmootLaw: Law = createLaw(rooms);
