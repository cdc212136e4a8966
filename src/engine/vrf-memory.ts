import type { VerifyVrf } from "../protocol/kernel/hash.ts";
import { verifyVrf } from "./vrf.ts";

/** How many values are remembered at least: more than the machines of a few lots. */
const GENERATION = 1_000;

/**
 * Verifies the proof of each value once, however often a machine's word is looked at.
 *
 * Why: a proof costs as much as thirty signatures, and is looked at when it comes, when it is
 * proposed and when it is carried out. Only what holds is remembered.
 */
export function createVrfMemory(): VerifyVrf {
  let young = new Map<string, Uint8Array>();
  let old = new Map<string, Uint8Array>();
  return (key, alpha, proof) => {
    const token = Buffer.concat([key, proof, alpha]).toString("latin1");
    const known = young.get(token) ?? old.get(token);
    if (known !== undefined) return known;
    const value = verifyVrf(key, alpha, proof);
    if (value === undefined) return undefined;
    if (young.size >= GENERATION) {
      old = young;
      young = new Map();
    }
    young.set(token, value);
    return value;
  };
}
