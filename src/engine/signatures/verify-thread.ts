import { parentPort } from "node:worker_threads";
import { unpackSigned } from "./packed.ts";
import { fastestVerify } from "./strict-library.ts";

/* A thread that verifies what it is sent, packed, and answers with one byte for each: 1 where it is right. */
const verify = fastestVerify();

parentPort?.on("message", (packed: Uint8Array) => {
  const verdicts: number[] = [];
  for (const { publicKey, message, signature } of unpackSigned(packed)) {
    verdicts.push(verify(publicKey, message, signature) ? 1 : 0);
  }
  parentPort?.postMessage(Uint8Array.from(verdicts));
});
