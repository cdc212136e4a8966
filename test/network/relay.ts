import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/**
 * What a relay lets through: everything, one way only, nothing (and nobody is told), or no
 * connection at all.
 */
export type Passage = "both" | "there" | "back" | "silence" | "broken";

/** A cable that a test can cut: it takes connections on loopback and carries them to a port. */
export interface Relay {
  /** Where it takes connections. */
  readonly port: number;
  set(passage: Passage): void;
  end(): Promise<void>;
}

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
}

/**
 * Starts a relay to a port of this machine; it lets everything through.
 *
 * Why bytes that may not pass wait instead of being lost: so they do on a real network, where each
 * side sends again what nobody has confirmed.
 */
export async function startRelay(target: number): Promise<Relay> {
  let passage: Passage = "both";
  const pairs = new Set<Pair>();
  const server = createServer((near) => {
    if (passage === "broken") {
      near.destroy();
      return;
    }
    const pair = { near, far: connect(target, "127.0.0.1") };
    pairs.add(pair);
    for (const socket of [pair.near, pair.far]) {
      socket.setNoDelay(true);
      // The other end sees it by its own connection.
      socket.on("error", () => {});
      socket.on("close", () => {
        pairs.delete(pair);
        destroy(pair);
      });
    }
    open(pair, passage);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as { port: number }).port,
    set(next) {
      passage = next;
      for (const pair of pairs) {
        if (next === "broken") destroy(pair);
        else open(pair, next);
      }
    },
    async end() {
      const closed = once(server, "close");
      server.close();
      for (const pair of pairs) destroy(pair);
      await closed;
    },
  };
}

function open({ near, far }: Pair, passage: Passage): void {
  near.unpipe(far);
  far.unpipe(near);
  if (passage === "both" || passage === "there") near.pipe(far);
  if (passage === "both" || passage === "back") far.pipe(near);
}

function destroy({ near, far }: Pair): void {
  near.destroy();
  far.destroy();
}
