import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * How the way to a node is.
 *
 * Shape: `holds` never passes an action on; `deaf` passes it on and keeps the answer.
 */
export type Mood = "open" | "away" | "holds" | "deaf";

/** A way to a node that can be cut at every place, with one address that stays. */
export interface WaywardProxy {
  readonly url: string;
  mood: Mood;
  /** Where the node is. */
  target: string;
  /** How many actions were passed on. */
  passed: number;
  /** Called back when an action has arrived here, and when its answer has. */
  onAction: (() => void) | undefined;
  close(): Promise<void>;
}

/** Opens the way. */
export async function openProxy(): Promise<WaywardProxy> {
  const server = createServer((asked, answer) => {
    void carry(proxy, asked, answer).catch(() => answer.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const proxy: WaywardProxy = {
    url: `http://127.0.0.1:${port}`,
    mood: "open",
    target: "",
    passed: 0,
    onAction: undefined,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return proxy;
}

async function carry(proxy: WaywardProxy, asked: IncomingMessage, answer: ServerResponse) {
  const { mood, target } = proxy;
  if (mood === "away") return answer.destroy();
  const parts: Buffer[] = [];
  for await (const part of asked) parts.push(part as Buffer);
  const isAction = asked.method === "POST" && asked.url === "/api/v1/actions";
  if (isAction && mood === "holds") return proxy.onAction?.();
  if (isAction) proxy.passed += 1;
  const headers = Object.entries(asked.headers).filter(([name]) =>
    ["content-type", "cookie", "prefer"].includes(name),
  ) as [string, string][];
  const body = parts.length === 0 ? {} : { body: Buffer.concat(parts) };
  const method = asked.method ?? "GET";
  const passed = await fetch(`${target}${asked.url}`, { method, headers, ...body });
  const bytes = Buffer.from(await passed.arrayBuffer());
  if (isAction && mood === "deaf") return proxy.onAction?.();
  answer.statusCode = passed.status;
  for (const name of ["content-type", "set-cookie", "etag"]) {
    const value = passed.headers.get(name);
    if (value !== null) answer.setHeader(name, value);
  }
  answer.end(bytes);
}
