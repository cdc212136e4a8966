import { challenges } from "./challenges/index.ts";
import { circles } from "./circles/index.ts";
import { constitution } from "./constitution/index.ts";
import { conversation } from "./conversation/index.ts";
import { decisions, decisionsTwo } from "./decisions/index.ts";
import { createEditions } from "./editions.ts";
import { identity } from "./identity/index.ts";
import { present } from "./kernel/assert.ts";
import { fromHex } from "./kernel/bytes.ts";
import type { Room } from "./kernel/room.ts";
import type { Law } from "./law.ts";
import { membership } from "./membership/index.ts";
import { money } from "./money/index.ts";
import { records } from "./records/index.ts";
import { validators } from "./validators/index.ts";
import { witness } from "./witness/index.ts";

const firstRooms = [
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

/** The rooms of the newest edition in order: a room uses those before it, and is asked after them. */
export const rooms = [
  constitution,
  identity,
  membership,
  circles,
  money,
  records,
  validators,
  decisionsTwo,
  challenges,
  witness,
  conversation,
] as const satisfies readonly Room[];

/**
 * The newest edition that has been published: its promises, and those before, never change again.
 *
 * Why here: communities are founded under it, also by a program that has a later one which still changes.
 */
export const PUBLISHED = 1;

/** The hash of the second edition's code, which `test/law.test.ts` tells. */
const secondCode = present(
  fromHex("d296de3b0119410192b953cd804e33e90a60d555b65b64aa1a325ee43e4133b2"),
  "a hash is 64 digits",
);

/** Folkmoot's law in its newest edition, which knows all earlier ones. */
export const folkmootLaw: Law = createEditions(
  [
    { number: 1, rooms: firstRooms },
    { number: 2, rooms, code: secondCode },
  ],
  PUBLISHED,
);
