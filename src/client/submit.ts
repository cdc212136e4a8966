import type { EncodedAction } from "./action-input.ts";
import { type ActionSignerDeps, createActionSigner, type KnownSigner } from "./action-signer.ts";
import { problemOf } from "./ask.ts";
import type { Problem } from "./error.ts";
import type { FaultCode } from "./fault-types.ts";
import { isToSignAgain, SIGN_AGAIN_MAX } from "./sign-again.ts";
import type { Answer } from "./transport/transport.ts";

/** An action that is in a block, on a disk, and in effect. */
export interface Acknowledged {
  readonly id: string;
  readonly height: number;
  readonly index: number;
  readonly code: 0;
  readonly person: number;
  readonly type: string;
  readonly events: readonly { readonly type: string; readonly data: Record<string, unknown> }[];
}

/**
 * An action that the node keeps while too few machines agree.
 *
 * Why it is not sent again: it goes on by itself, and `/actions/{id}` tells what became of it.
 */
export interface Kept {
  readonly id: string;
  readonly state: "received";
}

/** What became of an action: acknowledged, kept for now, or refused with nothing changed. */
export type Submitted<F extends FaultCode = FaultCode> =
  | { readonly receipt: Acknowledged; readonly problem?: undefined; readonly kept?: undefined }
  | { readonly receipt?: undefined; readonly problem?: undefined; readonly kept: Kept }
  | { readonly receipt?: undefined; readonly problem: Problem<F>; readonly kept?: undefined };

/** Signs actions in order and sends them one after the other. */
export interface Submitter {
  signerOf(): Promise<KnownSigner>;
  prepare(encoded: EncodedAction): Promise<Uint8Array>;
  renew(wire: Uint8Array): Promise<Uint8Array>;
  submit<F extends FaultCode>(wire: Uint8Array): Promise<Submitted<F>>;
  act<F extends FaultCode>(encoded: EncodedAction): Promise<Submitted<F>>;
}

/** Makes a submitter. */
export function createSubmitter(deps: ActionSignerDeps): Submitter {
  const { transport } = deps;
  const { signerOf, refresh, prepare, renew } = createActionSigner(deps);
  let queue: Promise<unknown> = Promise.resolve();

  const submit = async <F extends FaultCode>(wire: Uint8Array): Promise<Submitted<F>> =>
    submittedOf(
      await transport.ask({
        method: "POST",
        path: "/actions",
        body: wire,
        contentType: "application/octet-stream",
      }),
    );

  const actNow = async <F extends FaultCode>(encoded: EncodedAction): Promise<Submitted<F>> => {
    let answer = await submit<F>(await prepare(encoded));
    for (let again = 0; again < SIGN_AGAIN_MAX; again += 1) {
      if (answer.problem === undefined || !isToSignAgain(answer.problem.code, 0)) return answer;
      await refresh();
      answer = await submit<F>(await prepare(encoded));
    }
    return answer;
  };

  return {
    signerOf,
    prepare,
    renew,
    submit,
    act<F extends FaultCode>(encoded: EncodedAction) {
      const done = queue.then(() => actNow<F>(encoded));
      queue = done.catch(() => undefined);
      return done;
    },
  };
}

function submittedOf<F extends FaultCode>(answer: Answer): Submitted<F> {
  if (answer.status >= 400) return { problem: problemOf(answer) };
  const json: unknown = JSON.parse(new TextDecoder().decode(answer.bytes));
  return answer.status === 202 ? { kept: json as Kept } : { receipt: json as Acknowledged };
}
