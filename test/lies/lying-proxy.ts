import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a node is asked for, as far as a lie can be about it. */
export type Topic = "community" | "light" | "proof" | "restart" | "else";

/** A question to the node. */
export interface Asked {
  readonly topic: Topic;
  /** Below the API, with its query. */
  readonly path: string;
  /** Of which page, where it is asked for a light block. */
  readonly height: number | "latest" | undefined;
}

/** What a lying node answers: JSON or text with a status, or nothing at all. */
export type Told = { readonly status?: number; readonly json?: unknown; readonly text?: string };

/** Tells something else than the node would; nothing where it tells the truth. */
export type Tell = (
  asked: Asked,
  truth: () => Promise<unknown>,
) => Promise<Told | "hangs up" | undefined>;

/** A node that lies: it sits in front of a real one. */
export interface LyingProxy {
  readonly url: string;
  /** Tells this from now on; the truth where it is `undefined`. */
  lie(tell: Tell | undefined): void;
  /** Puts another node behind it. */
  behind(url: string): void;
  /** Lets each answer wait. Units: milliseconds. */
  slow(wait: number): void;
  close(): Promise<void>;
}

const API = "/api/v1";

/** Starts a proxy in front of a node; it tells the truth until it is told to lie. */
export async function startLyingProxy(node: string): Promise<LyingProxy> {
  let [behind, wait] = [node, 0];
  let tell: Tell | undefined;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const url = request.url ?? "/";
    const body = await bodyOf(request);
    const truth = () => fetch(`${behind}${url}`).then((found) => found.json());
    const told = url.startsWith(API)
      ? await tell?.(askedBy(url.slice(API.length)), truth)
      : undefined;
    if (told === "hangs up") return void request.socket.destroy();
    if (told !== undefined) return say(response, told);
    await passOn({ request, response, body, to: `${behind}${url}` });
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lie: (lie) => {
      tell = lie;
    },
    behind: (other) => {
      behind = other;
    },
    slow: (milliseconds) => {
      wait = milliseconds;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function askedBy(path: string): Asked {
  const [place = "", query = ""] = path.split("?");
  const height = /^\/light\/(latest|\d+)$/.exec(place)?.[1];
  const isProof =
    place.startsWith("/proofs") || (place.startsWith("/views/") && /\bproved\b/.test(query));
  const topic = topicOf(place, { isLight: height !== undefined, isProof });
  return {
    topic,
    path,
    height: height === undefined || height === "latest" ? height : Number(height),
  };
}

function topicOf(
  place: string,
  { isLight, isProof }: { readonly isLight: boolean; readonly isProof: boolean },
): Topic {
  if (place === "/community") return "community";
  if (place.startsWith("/network/restarts/")) return "restart";
  if (isLight) return "light";
  return isProof ? "proof" : "else";
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return parts.length === 0 ? undefined : Buffer.concat(parts);
}

function say(response: ServerResponse, { status = 200, json, text }: Told): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(text ?? JSON.stringify(json));
}

/** Passes a question on, and the answer back as it comes: a stream of events never ends. */
async function passOn(about: {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Uint8Array | undefined;
  readonly to: string;
}): Promise<void> {
  const { request, response, body, to } = about;
  const headers: Record<string, string> = {};
  for (const name of ["accept", "content-type", "cookie", "if-none-match"]) {
    const value = request.headers[name];
    if (typeof value === "string") headers[name] = value;
  }
  const away = new AbortController();
  response.on("close", () => away.abort());
  const found = await fetch(to, {
    method: request.method ?? "GET",
    headers,
    signal: away.signal,
    ...(body === undefined ? {} : { body: Buffer.from(body) }),
  });
  const passed = [...found.headers].filter(
    ([name]) =>
      !/^(content-encoding|content-length|transfer-encoding|connection|keep-alive)$/.test(name),
  );
  response.writeHead(found.status, Object.fromEntries(passed));
  if (found.body === null) return void response.end();
  for await (const part of found.body) response.write(part);
  response.end();
}
