import type { CheckedAction, DecodedAction } from "../../protocol/checked-action.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import type { Refusal } from "../../protocol/kernel/fault.ts";
import type { Submission } from "../engine.ts";

/** An action that waits for its block, and the answer that all get who handed it in. */
export interface Waiting {
  readonly id: Uint8Array;
  readonly name: string;
  /** The person whom it names, 0 for nobody; a claim until its signature is found right. */
  readonly person: number;
  /** The invitation by which somebody joins. */
  readonly invitation: number | undefined;
  /** The number of the device's action, or a machine's matter; nothing where it has none. */
  readonly turn: string | undefined;
  /** With what was found out about its signature, once it has been looked at. */
  action: CheckedAction;
  /** It has been looked at; until then nothing behind it is taken either. */
  isReady: boolean;
  /** What came of looking at it. */
  looked: Promise<Verdict>;
  readonly answer: Promise<Submission>;
  settle(submission: Submission): void;
  reject(fault: Error): void;
}

/** An action that is not to wait, or no longer. */
export interface Refused {
  readonly state: "refused";
  readonly id: Uint8Array;
  readonly refusal: Refusal;
  /** How long the law took over it. Units: milliseconds. */
  readonly lawMs?: number;
}

/** What came of looking at an action. */
export type Verdict =
  | { readonly state: "waiting"; readonly waiting: Waiting }
  | Refused
  /** There is no room for it. */
  | { readonly state: "full"; readonly id: Uint8Array; readonly what: string };

/** Lets an action wait. */
export function createWaiting(name: string, action: CheckedAction): Waiting {
  let settle: Waiting["settle"] = () => {};
  let reject: Waiting["reject"] = () => {};
  const answer = new Promise<Submission>((resolve, fail) => {
    settle = resolve;
    reject = fail;
  });
  answer.catch(() => {});
  const { id } = action;
  const whose = ownerOf(action);
  const looked = NOT_YET;
  return { id, name, ...whose, action, isReady: false, looked, answer, settle, reject };
}

/** The person and the number of a device's action, as far as it names them. */
function ownerOf({ decoded }: CheckedAction): Pick<Waiting, "person" | "turn" | "invitation"> {
  if (!decoded.ok) return NOBODYS;
  if (decoded.value.envelope.kind === "machine")
    return { ...NOBODYS, turn: matterOf(decoded.value) };
  if (decoded.value.envelope.kind !== "person") return NOBODYS;
  const { person, device, nonce } = decoded.value.envelope.body;
  if (person !== 0) return { ...NOBODYS, person, turn: `${person}/${device}/${nonce}` };
  const { action, input } = decoded.value;
  return { ...NOBODYS, invitation: action.joinsBy?.(input as never) };
}

/** Names what a machine's own word is about, and whose it is. */
function matterOf({ envelope, action, input }: DecodedAction): string | undefined {
  if (envelope.kind !== "machine" || action.says === undefined) return undefined;
  const { key, tag } = envelope.body;
  return `${toHex(key)}/${tag}/${toHex(action.says.matter(input as never))}`;
}

const NOBODYS = { person: 0, turn: undefined, invitation: undefined };

/** It was not looked at yet. */
const NOT_YET = new Promise<Verdict>(() => {});
