import { createServer } from "node:net";
import { wordsOf } from "../../engine/system-words.ts";
import { type Finding, fine, wrong } from "./finding.ts";

/** Tells whether a port can be listened on. */
export function freePort(
  host: string,
  port: number,
  { name = "port", remedy = "Choose another one with --port when you start." } = {},
): Promise<Finding> {
  return new Promise((settle) => {
    const server = createServer();
    server.once("error", (error) => {
      settle(wrong(name, `${host}:${port} cannot be used: ${wordsOf(error)}`, remedy));
    });
    server.listen(port, host, () => {
      server.close(() => settle(fine(name, `${host}:${port} is free`)));
    });
  });
}
