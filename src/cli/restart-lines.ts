import { type RestartProposal, tallyOf } from "../node/index.ts";
import { equalBytes, toHex } from "../protocol/kernel/bytes.ts";
import { countText } from "../protocol/kernel/figures.ts";
import { formatMoment } from "./moments.ts";

/** Says in words what a restart does: from which block on, who signs from then on, who no longer. */
export function restartLines({ certificate, last }: RestartProposal): string[] {
  const { restart } = certificate;
  const { header } = last.signedHeader;
  const before = last.validators.validators.map(({ publicKey }) => publicKey);
  const after = restart.validators;
  const lost = before.filter((key) => !isIn(after, key));
  const count = after.length;
  return [
    `The record ${header.chainId} is to go on from block ${restart.height}, of ${formatMoment(Number(header.time / 1_000_000n))}.`,
    `From block ${restart.height + 1} on ${count === 1 ? "one machine signs" : `${count} machines sign`}, ${quorumOf(count)} of them are needed:`,
    ...after.map(
      (key) => `  ${toHex(key)}  ${isIn(before, key) ? "keeps its seat" : "gets a seat"}`,
    ),
    ...(lost.length === 0
      ? ["No machine loses its seat."]
      : [
          "These lose their seats and count for nothing any more:",
          ...lost.map((key) => `  ${toHex(key)}`),
        ]),
    `The state that is kept has the root ${toHex(restart.root)}.`,
    `Whatever another machine may have agreed on after block ${restart.height} is given up.`,
  ];
}

/** Says how many members have signed, and how many are still needed. */
export function tallyLine(proposal: RestartProposal): string {
  const { signed, members, needed } = tallyOf(proposal);
  const few = needed - signed;
  const rest = few > 0 ? `${few} more ${few === 1 ? "is" : "are"} needed` : "it can be carried out";
  return `${signed} of ${countText(members, "member has", "members have")} signed: ${rest}.`;
}

/** More than two thirds of the machines. */
function quorumOf(machines: number): number {
  return Math.floor((machines * 2) / 3) + 1;
}

function isIn(keys: readonly Uint8Array[], key: Uint8Array): boolean {
  return keys.some((other) => equalBytes(other, key));
}
