import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import type { Closers } from "../closers.ts";
import type { HeldConnections } from "./held-connections.ts";
import { openableUrl } from "./openable.ts";

type Fetch = Parameters<typeof createAdaptorServer>[0]["fetch"];

/** How long answers that are under way may still take at the end. Units: milliseconds. */
const PATIENCE = 2000;
/** How long an answer may go without a byte of it being taken. Units: milliseconds. */
const UNREAD_MAX = 120_000;

/** Where a server listens. */
export interface Listening {
  /** As it can be opened on this machine. */
  readonly url: string;
  readonly port: number;
}

/**
 * Starts to serve.
 *
 * Why the timeouts: anyone who sends a request byte by byte, or reads an answer so, must not hold a connection
 * for ever. Why connections wait long for more: a proxy keeps some, and must never send on one that is just
 * being closed; all others are let go sooner by `connections`.
 */
export async function startServer(
  fetch: Fetch,
  connections: HeldConnections,
  where: { readonly host: string; readonly port: number },
  closers: Closers,
): Promise<Listening> {
  const server = createAdaptorServer({
    fetch,
    serverOptions: {
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      keepAliveTimeout: 150_000,
      maxHeaderSize: 16_384,
      connectionsCheckingInterval: 2_000,
    },
  }) as Server;
  server.setTimeout(UNREAD_MAX);
  connections.watch(server);
  const port = await listen(server, where);
  closers.add(() => closeServer(server));
  return { port, url: openableUrl(where.host, port) };
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host.replace(/^\[(.*)\]$/, "$1"), () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), PATIENCE);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
