import { parentPort, workerData } from "node:worker_threads";
import type { PartLane } from "../../protocol/kernel/tree/part.ts";
import { createPartMaker } from "../../protocol/kernel/tree/part-maker.ts";
import { nativeHasher } from "../native-hasher.ts";

/* A thread that makes a part of a tree of each list of records it is sent, in memory that all threads share. */
const lane: PartLane = workerData;
const maker = createPartMaker(nativeHasher, lane, (bytes) => new SharedArrayBuffer(bytes));

parentPort?.on("message", (records: Uint8Array) => {
  parentPort?.postMessage(maker.make(records));
});
