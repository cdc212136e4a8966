import type { CircleId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { releaseText } from "../texts/index.ts";
import { circles, roles, rolesOf } from "./types.ts";

/** The purposes of all open circles and of their roles; the circle of everyone has none. */
export function* circleTexts(state: Reader): Iterable<Uint8Array> {
  for (const { key, row } of circles.entries(state, [])) {
    if (row.closedAt === 0) yield* textsOfCircle(state, key[0]);
  }
}

/** Lets go of what a circle that closes was for, and of what its roles were for. */
export function releaseTextsOf(state: Writer, circle: CircleId): void {
  for (const hash of [...textsOfCircle(state, circle)]) releaseText(state, hash);
}

function* textsOfCircle(state: Reader, circle: CircleId): Iterable<Uint8Array> {
  const row = circles.get(state, [circle]);
  if (row !== undefined && row.parent !== 0) yield row.purpose;
  for (const { key } of rolesOf.entries(state, [circle])) {
    const role = roles.get(state, [key[1]]);
    if (role !== undefined) yield role.purpose;
  }
}
