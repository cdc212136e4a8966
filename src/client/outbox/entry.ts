import { SENTENCE_MOST, type ShownProblem } from "../shown-problem.ts";

/**
 * How far something has come that this device has signed.
 *
 * Shape: `device`: only here; `node`: a node has it and it waits for the others; `agreed` and
 * `refused`: over, and only here until the person has seen it.
 */
export type Stage = "device" | "node" | "agreed" | "refused";

/** What is signed and can be sent at any time. */
export type Sealed = Pick<Entry, "wire" | "id" | "text">;

/** Something that a person did and that is signed, kept until it is agreed or refused. */
export interface Entry {
  /** Its name on this device; it stays the same when it has to be signed again. */
  readonly key: string;
  readonly community: string;
  /** The identity that has signed. */
  readonly signer: string;
  readonly type: string;
  /** What the person asked for, as they wrote it; only where they write. */
  readonly asked?: string;
  /** In which order things were done here. Units: milliseconds since 1970. */
  readonly at: number;
  /** The signed action, in base64url. */
  readonly wire: string;
  /** SHA-256 of the signed action: the name of its receipt, in hexadecimal. */
  readonly id: string;
  /** A text that the node needs first, in base64url, and its hash in hexadecimal. */
  readonly text?: { readonly hash: string; readonly bytes: string };
  readonly stage: Stage;
  /** The page of the record on which it was agreed. */
  readonly height?: number;
  /** Why it was refused, or could not be handed over when it was last tried. */
  readonly problem?: ShownProblem;
}

const stages: readonly unknown[] = ["device", "node", "agreed", "refused"] satisfies Stage[];

const isText = (value: unknown, most: number): value is string =>
  typeof value === "string" && value.length > 0 && value.length <= most;

const isHash = (value: unknown): value is string =>
  typeof value === "string" && /^[0-9a-f]{64}$/.test(value);

/** What is kept of what a person wrote at most. Units: UTF-16 code units. */
export const ASKED_MOST = 2000;

const wireMost = 24_000;
const textMost = 400_000;

function isAttached(value: unknown): boolean {
  if (value === undefined) return true;
  if (typeof value !== "object" || value === null) return false;
  const { hash, bytes } = value as Partial<Record<string, unknown>>;
  return isHash(hash) && isText(bytes, textMost);
}

function isProblem(value: unknown): boolean {
  if (value === undefined) return true;
  if (typeof value !== "object" || value === null) return false;
  const { sentence, help } = value as Partial<Record<string, unknown>>;
  return isText(sentence, SENTENCE_MOST) && (help === undefined || isText(help, SENTENCE_MOST));
}

/** Reads what is kept on this device; nothing where it is not whole. */
export function readEntry(text: string): Entry | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return undefined;
    const found = value as Partial<Record<keyof Entry, unknown>>;
    const whole =
      [found.key, found.community, found.signer, found.type].every((each) => isText(each, 300)) &&
      Number.isSafeInteger(found.at) &&
      (found.height === undefined || Number.isSafeInteger(found.height)) &&
      isText(found.wire, wireMost) &&
      (found.asked === undefined || isText(found.asked, ASKED_MOST)) &&
      isHash(found.id) &&
      isAttached(found.text) &&
      isProblem(found.problem) &&
      stages.includes(found.stage);
    return whole ? (value as Entry) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether something is still on its way. */
export const isUnfinished = ({ stage }: Entry): boolean => stage === "device" || stage === "node";
