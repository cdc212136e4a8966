import { verifyInPool } from "../native-signature.ts";
import { gatherSignatures } from "./gathering.ts";
import { createVerifyThreads } from "./threads.ts";

/** What a thread runs, where it was compiled to. */
const PROGRAM = new URL("./verify-thread.js", import.meta.url);

/**
 * Verifies a signature like `nativeVerify`, on another core.
 *
 * Why: the signatures of a block do not depend on each other; checking them ahead of the ordered
 * execution uses every core while the law runs on one.
 */
export const verifySoon = gatherSignatures(createVerifyThreads(PROGRAM), verifyInPool);
