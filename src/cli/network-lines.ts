import type { EditionState } from "../node/index.ts";
import { formatAge, formatMoment } from "./moments.ts";
import { printable } from "./names.ts";

/** What a node says of its network. */
export interface NetworkAnswer {
  readonly engine: string;
  readonly height: number;
  readonly time: number;
  /** What the node's clock said when it answered; older nodes do not say. */
  readonly now?: number;
  readonly quorum: number;
  readonly isCatchingUp: boolean;
  readonly historyFrom: number;
  readonly halt?: {
    readonly words: readonly string[];
    readonly missing?: readonly string[];
  } | null;
  /** The newest block is from the future; older nodes do not say. */
  readonly future?: { readonly until: number; readonly words: readonly string[] } | null;
  /** How this machine stands to the editions of the law; older nodes do not say. */
  readonly edition?: EditionState;
  readonly validators: readonly {
    readonly address: string;
    /** Its number, and who runs it, as far as the record knows; older nodes do not say. */
    readonly name?: string;
    readonly hasSigned: boolean;
  }[];
  readonly peers: readonly { readonly moniker: string; readonly address: string }[];
  /** Where the nodes are that it knows and is not connected to; older nodes do not say. */
  readonly unconnected?: readonly string[] | null;
}

/**
 * Says how a network is doing.
 *
 * Why what the newest block shows is told as past: anyone who has signed it may be gone since.
 */
export function networkLines(answer: NetworkAnswer): string[] {
  const { validators, quorum, halt } = answer;
  return [
    `${blockLine(answer)} ${agreementLine(answer)}`,
    `${quorum} are needed for the next one.`,
    ...(halt?.words ?? []),
    ...validators.map(({ address, name, hasSigned }) => {
      const now = halt?.missing?.includes(address) === true ? ", nothing comes from it now" : "";
      return `  ${name ?? "a machine"} (${address.slice(0, 8)})  ${hasSigned ? "signed" : "did not sign"}${now}`;
    }),
    ...(answer.historyFrom > 1
      ? [
          `This node's history begins with block ${answer.historyFrom}; it took the state over before.`,
        ]
      : []),
    ...(answer.isCatchingUp ? ["This node still fetches what the others have agreed on."] : []),
    ...peerLines(answer),
  ];
}

/** Says which block is the newest here, and how old it is. */
export function blockLine({ height, time, now }: NetworkAnswer): string {
  const age = now === undefined ? "" : `, ${formatAge(now - time)}`;
  return `The newest block here is ${height}, of ${formatMoment(time)}${age}.`;
}

/** Says in one line who keeps the record, as the newest block shows it. */
export function agreementLine({ engine, validators }: NetworkAnswer): string {
  if (engine === "embedded") return "One machine keeps this community.";
  const signed = validators.filter(({ hasSigned }) => hasSigned).length;
  return `${signed} of ${validators.length} helpers signed it or the one before.`;
}

/** Says which of the nodes that a node knows are not connected to it now; nothing when all are. */
export function absenceLine({ unconnected }: NetworkAnswer): string | undefined {
  const places = unconnected ?? [];
  if (places.length === 0) return undefined;
  return `Not connected to this node now: ${places.map(printable).join(", ")}.`;
}

function peerLines(answer: NetworkAnswer): string[] {
  if (answer.engine === "embedded") return [];
  if (answer.unconnected === null) {
    return ["Its consensus does not answer, so it is not known who is connected."];
  }
  const peers = answer.peers.map(({ moniker, address }) => `${printable(moniker)} at ${address}`);
  const absence = absenceLine(answer);
  return [
    peers.length === 0
      ? "This node is connected to nobody now."
      : `Connected to this node now: ${peers.join(", ")}.`,
    ...(absence === undefined ? [] : [absence]),
  ];
}
