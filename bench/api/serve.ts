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
process.on("message", (word) => {
  if (word === "cost") process.send?.({ cost: costOfProcess() });
  else void node.stop().then(() => process.exit(0));
});
process.send?.({ url: node.url, community: toHex(node.engine.ledger.community) });

/** The time that all threads of this process have had on a core, by the system's own accounting. */
function costOfProcess(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
