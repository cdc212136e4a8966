import { forgetAll, forgetGiven } from "folkmoot/client";
import { fromHex } from "../../keys/encoding.ts";
import { type Evidence, forgetEvidence } from "../alarm/evidence.ts";
import { closeLight } from "./light.ts";
import { trustOf } from "./trust-store.ts";

/** Puts an alarm away; a page that only a link has named is not compared any more. */
export async function putAway({ chainId, height, named }: Evidence): Promise<void> {
  const hash = fromHex(named ?? "");
  if (named !== undefined && hash !== undefined) {
    await forgetGiven(trustOf(chainId), { height: BigInt(height), hash });
    closeLight(chainId);
  }
  forgetEvidence(chainId);
}

/** Lets this device begin again with what its node shows now, as one that is new. */
export async function beginAgain(chainId: string): Promise<void> {
  await forgetAll(trustOf(chainId));
  closeLight(chainId);
  forgetEvidence(chainId);
}
