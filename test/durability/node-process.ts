import { createNode } from "#node/index.js";

/**
 * A node in a process of its own, to be killed: `node node-process.js <home>`.
 *
 * Shape: prints one line of JSON with its address once it serves.
 */
const [home] = process.argv.slice(2);
if (home === undefined) throw new Error("name a home");
const plenty = { perSecond: 1e9, burst: 1e9 };
const node = await createNode({
  home,
  limits: {
    cpuPerAddress: plenty,
    cpuPerMember: plenty,
    cpuShareOfStrangers: 1,
  },
  engineLimits: { checkpointEvery: 40 },
});
process.stdout.write(`${JSON.stringify({ url: node.url, height: node.engine.head().height })}\n`);
