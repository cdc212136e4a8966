import { isPackable, packSigned, type SignedMessage } from "./packed.ts";
import type { VerifyThreads } from "./threads.ts";

/** Verifies a signature some time soon. */
export type VerifySoon = (signed: SignedMessage) => Promise<boolean>;

/** Signatures that go to a thread together: more of them would let a thread wait for work. */
const TOGETHER_MAX = 64;
/** Fewer are not worth a message to a thread, nor that a quiet node has threads at all. */
const TOGETHER_MIN = 8;

interface Gathered {
  readonly signed: SignedMessage;
  readonly resolve: (isRight: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers what is to be verified within one turn of the event loop, and hands it to threads together;
 * a few, and what a thread did not answer, are verified one by one.
 */
export function gatherSignatures(threads: VerifyThreads, verifyOne: VerifySoon): VerifySoon {
  let gathered: Gathered[] = [];
  let turn: NodeJS.Immediate | undefined;
  const hand = (): void => {
    clearImmediate(turn);
    turn = undefined;
    const together = gathered;
    gathered = [];
    const done = together.length < TOGETHER_MIN ? oneByOne(together) : atOnce(together);
    void done;
  };
  const oneByOne = async (together: readonly Gathered[]): Promise<void> => {
    for (const { signed, resolve, reject } of together) verifyOne(signed).then(resolve, reject);
  };
  const atOnce = async (together: readonly Gathered[]): Promise<void> => {
    let verdicts: Uint8Array;
    try {
      verdicts = await threads.verify(packSigned(together.map(({ signed }) => signed)));
    } catch {
      return oneByOne(together);
    }
    for (const [at, { resolve }] of together.entries()) resolve(verdicts[at] === 1);
  };
  return (signed) => {
    if (!isPackable(signed)) return Promise.resolve(false);
    return new Promise((resolve, reject) => {
      gathered.push({ signed, resolve, reject });
      if (gathered.length >= TOGETHER_MAX) hand();
      else turn ??= setImmediate(hand);
    });
  };
}
