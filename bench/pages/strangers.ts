import { Agent, request } from "node:http";
import { parseArgs } from "node:util";

/* Strangers at full tilt, in a process of their own: as many connections as told, each asking for what costs most, without a pause, until told to end. */
const { values } = parseArgs({
  options: { url: { type: "string" }, connections: { type: "string", default: "64" } },
});
const url = new URL(values.url ?? "");
const agent = new Agent({ keepAlive: true, maxSockets: Number(values.connections) });
const counts = new Map<number, number>();
let isOver = false;

const PATHS = [
  "/api/v1/views/membership/people?after=900",
  "/api/v1/views/records/profiles?after=900",
  "/api/v1/views/circles/list",
  "/api/v1/views/membership/people?after=0&proved=",
  "/api/v1/proofs/membership/members?until=0301000003e80000000000000000000000000000000000000000000000000000",
  "/api/v1/names?search=towns",
  "/api/v1/activity?limit=100",
  "/api/v1/light/latest",
  "/",
];

function ask(at: number): void {
  if (isOver) return;
  const path = PATHS[at % PATHS.length];
  const again = (status: number): void => {
    counts.set(status, (counts.get(status) ?? 0) + 1);
    setImmediate(ask, at + 7);
  };
  const asked = request({ host: url.hostname, port: url.port, path, agent }, (answer) => {
    answer.resume();
    answer.on("end", () => again(answer.statusCode ?? 0));
  });
  asked.on("error", () => again(0));
  asked.end();
}

for (let at = 0; at < Number(values.connections); at += 1) ask(at);
process.on("message", () => {
  isOver = true;
  process.send?.({ counts: [...counts] }, () => {
    process.disconnect();
    agent.destroy();
    process.exit(0);
  });
});
process.on("disconnect", () => process.exit(0));
process.send?.({ ready: true });
