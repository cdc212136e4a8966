import type { AnswerOf } from "../client/view-types.ts";
import { formatMoment } from "./moments.ts";

/** A device as the law shows it. */
export type DeviceShown = AnswerOf<"identity/devices">[number];

/** A freeze as the law shows it. */
export type FreezeShown = AnswerOf<"identity/freeze">;

/** Tells of devices, the first in rank in front, and what is going on with them. */
export function deviceLines(
  devices: readonly DeviceShown[],
  freeze: FreezeShown | undefined,
): readonly string[] {
  const live = devices.filter(({ isLive }) => isLive);
  const lines = live.toSorted((left, right) => left.rank - right.rank).map(lineOf);
  const over = devices.length - live.length;
  if (over > 0) lines.push(`${over} more ${over === 1 ? "is" : "are"} over.`);
  if (freeze?.isFrozen !== true) return lines;
  const asked = freeze.askedBy === null ? "" : ` Device ${freeze.askedBy + 1} asks to lift it.`;
  return [`Your devices are frozen until ${formatMoment(freeze.until)}.${asked}`, ...lines];
}

function lineOf(shown: DeviceShown): string {
  const { device, kind, since, isNew, isFrozen, oldFrom, removal } = shown;
  const words = [
    `${device + 1}  ${kind === "recovery" ? "recovery file" : "device"}`,
    `since ${formatMoment(since)}`,
  ];
  if (isNew) words.push(`new until ${formatMoment(oldFrom)}`);
  if (isFrozen) words.push("frozen");
  if (removal !== null) words.push(removalText(removal));
  return words.join(", ");
}

function removalText({ by, together, vetoedBy, at }: NonNullable<DeviceShown["removal"]>): string {
  const who = together === null ? `${by + 1}` : `${by + 1} and ${together + 1}`;
  const against = vetoedBy === null ? "" : `, ${vetoedBy + 1} objects`;
  return `being removed by ${who} on ${formatMoment(at)}${against}`;
}
