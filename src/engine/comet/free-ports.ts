import { randomInt } from "node:crypto";
import { createServer, type Server } from "node:net";
import { keepPort } from "./kept-ports.ts";

/**
 * Where free ports are looked for: below those that systems give to connections going out, from
 * 32768 on Linux and 49152 elsewhere. One of these may be taken by such a connection just when a
 * machine is started again.
 */
const FROM = 10_000;
const UNTIL = 32_768;
const TRIES_MAX = 1_000;

/**
 * Finds different ports of this computer that nobody uses now, and keeps them for anyone who asked.
 *
 * Why kept: a port is listened on only some time after it was found; meanwhile another network that
 * is founded on this computer would find it free, too.
 *
 * Throws: Error when hardly any is free.
 */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Map<number, Server>();
  try {
    for (let tries = 0; found.size < count; tries += 1) {
      if (tries === TRIES_MAX) throw new Error(`no ${count} ports are free on this computer`);
      const port = randomInt(FROM, UNTIL);
      const server = found.has(port) ? undefined : await listening(port);
      if (server === undefined) continue;
      if (keepPort(port)) found.set(port, server);
      else await closed(server);
    }
    return [...found.keys()];
  } finally {
    await Promise.all([...found.values()].map(closed));
  }
}

function closed(server: Server): Promise<unknown> {
  return new Promise((end) => server.close(end));
}

function listening(port: number): Promise<Server | undefined> {
  const server = createServer();
  return new Promise((settle) => {
    server.once("error", () => settle(undefined));
    server.listen(port, "127.0.0.1", () => settle(server));
  });
}
