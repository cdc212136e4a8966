import { formatMoment } from "./moments.ts";
import { printable } from "./names.ts";

/** What a node says of its network. */
export interface NetworkAnswer {
  readonly engine: string;
  readonly height: number;
  readonly time: number;
  readonly quorum: number;
  readonly isCatchingUp: boolean;
  readonly historyFrom: number;
  readonly halt?: {
    readonly words: readonly string[];
    readonly missing?: readonly string[];
  } | null;
  readonly validators: readonly {
    readonly address: string;
    /** Its number, and who runs it, as far as the record knows; older nodes do not say. */
    readonly name?: string;
    readonly hasSigned: boolean;
  }[];
  readonly peers: readonly { readonly moniker: string; readonly address: string }[];
}

/** Says how a network is doing. */
export function networkLines(answer: NetworkAnswer): string[] {
  const { validators, height, time, quorum } = answer;
  const signed = validators.filter(({ hasSigned }) => hasSigned).length;
  const few = quorum - signed;
  return [
    `${signed} of ${validators.length} helpers have signed block ${height}, of ${formatMoment(time)}.`,
    `${quorum} are needed.${few > 0 ? " Too few: nothing new can be agreed on until more are back." : ""}`,
    ...(answer.halt?.words ?? []),
    ...validators.map(({ address, name, hasSigned }) => {
      const isMissing = answer.halt?.missing?.includes(address) === true;
      const now = isMissing ? ", nothing comes from it now" : "";
      return `  ${name ?? "a machine"} (${address.slice(0, 8)})  ${hasSigned ? "has signed" : "has not signed"}${now}`;
    }),
    ...(answer.historyFrom > 1
      ? [
          `This node's history begins with block ${answer.historyFrom}; it took the state over before.`,
        ]
      : []),
    ...(answer.isCatchingUp ? ["This node still fetches what the others have agreed on."] : []),
    answer.peers.length === 0
      ? "It is connected to nobody."
      : `Connected to ${answer.peers.map(({ moniker, address }) => `${printable(moniker)} at ${address}`).join(", ")}.`,
  ];
}

/** Says in one line who keeps the record. */
export function agreementLine({ engine, validators }: NetworkAnswer): string {
  if (engine === "embedded") return "One machine keeps this community.";
  const signed = validators.filter(({ hasSigned }) => hasSigned).length;
  return `${signed} of ${validators.length} helpers have signed it.`;
}
