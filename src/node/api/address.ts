import type { HttpBindings } from "@hono/node-server";

/**
 * Names where a request comes from, for counting.
 *
 * Why: whoever has one IPv6 address has 2^64 of them, so they count by their first 64 bits.
 */
export function addressOf(bindings: HttpBindings): string {
  const address = bindings.incoming.socket.remoteAddress ?? "unknown";
  if (address.startsWith("::ffff:")) return address.slice(7);
  if (!address.includes(":")) return address;
  return address.split(":").slice(0, 4).join(":");
}

/** Tells whether a request comes from this machine itself. */
export function isLoopback(bindings: HttpBindings): boolean {
  const address = addressOf(bindings);
  return address.startsWith("127.") || bindings.incoming.socket.remoteAddress === "::1";
}
