import { challenges } from "./challenges/index.ts";
import { circles } from "./circles/index.ts";
import { constitution } from "./constitution/index.ts";
import { decisions } from "./decisions/index.ts";
import { createEditions } from "./editions.ts";
import { identity } from "./identity/index.ts";
import type { Room } from "./kernel/room.ts";
import type { Law } from "./law.ts";
import { membership } from "./membership/index.ts";
import { money } from "./money/index.ts";
import { records } from "./records/index.ts";
import { validators } from "./validators/index.ts";
import { witness } from "./witness/index.ts";

/** The rooms of the law in order: a room uses those before it, and is asked after them. */
export const rooms = [
  constitution,
  identity,
  membership,
  circles,
  money,
  records,
  validators,
  decisions,
  challenges,
  witness,
] as const satisfies readonly Room[];

/** Folkmoot's law in its newest edition, which knows all earlier ones. */
export const folkmootLaw: Law = createEditions([{ number: 1, rooms }]);
