import { monitorEventLoopDelay } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { createNode } from "#node/index.js";
import { toHex } from "#protocol/kernel/bytes.js";

/* A node as people run it, in a process of its own; it says where it answers, what it has cost so far, and ends when told. */
const PLENTY = { perSecond: 1e9, burst: 1e9 };
const options = { home: { type: "string" }, usual: { type: "boolean" } } as const;
const { values } = parseArgs({ options });
if (values.home === undefined) throw new Error("a node has a home");

const node = await createNode({
  home: values.home,
  limits:
    values.usual === true
      ? {}
      : { cpuPerAddress: PLENTY, cpuPerMember: PLENTY, cpuShareOfStrangers: 1 },
});
/** Looks each millisecond whether the main thread is free. */
const LOOK = 1;
const loop = monitorEventLoopDelay({ resolution: LOOK });
loop.enable();

process.on("message", (word) => {
  if (word === "cost") process.send?.({ cost: costOfProcess() });
  else if (word === "held") process.send?.({ held: longestHold() });
  else void node.stop().then(() => process.exit(0));
});
process.send?.({ url: node.url, community: toHex(node.engine.ledger.community) });

/** The longest stretch for which the main thread was not free since it was asked last. Units: milliseconds. */
function longestHold(): number {
  const longest = Math.max(0, loop.max / 1e6 - LOOK);
  loop.reset();
  return longest;
}

/** The time that all threads of this process have had on a core, by the system's own accounting. */
function costOfProcess(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
