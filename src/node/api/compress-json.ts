import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Next } from "hono";
import type { ApiContext } from "../context.ts";
import { acceptedCoding } from "../site/accepted-coding.ts";

/** What fits into one packet of the network is not worth it. */
const ONE_PACKET = 1_400;
/** Nearly as small as the best, in a quarter of the time. */
const LEVEL = 5;

/** What a byte costs, on a thread of the pool but on the same cores. Units: milliseconds. */
const MS_PER_BYTE = 1e-5;

const compress = promisify(gzip);

/**
 * Compresses JSON that somebody reads, where they take it.
 *
 * Why readings alone: what comes of actions is short or goes to a program nearby, events must not be held
 * back, and files are compressed when they are built.
 * Cost: about 10 ms for 1 MB, on a thread of the pool.
 */
export async function compressJson(c: ApiContext, next: Next): Promise<void> {
  await next();
  if (c.req.method !== "GET" || !isJson(c.res.headers)) return;
  c.res.headers.append("vary", "accept-encoding");
  if (acceptedCoding(["gzip"], c.req.header("accept-encoding")) === undefined) return;
  const bytes = new Uint8Array(await c.res.arrayBuffer());
  const isWorth = bytes.length > ONE_PACKET;
  const { status, headers } = c.res;
  if (isWorth) c.var.bill?.add(bytes.length * MS_PER_BYTE);
  const sent = isWorth ? new Uint8Array(await compress(bytes, { level: LEVEL })) : bytes;
  c.res = new Response(sent, { status, headers });
  c.res.headers.delete("content-length");
  if (isWorth) c.res.headers.set("content-encoding", "gzip");
}

function isJson(headers: Headers): boolean {
  return /^application\/(?:[a-z.-]+\+)?json\b/.test(headers.get("content-type") ?? "");
}
