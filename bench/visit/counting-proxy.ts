import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/** What has gone through since it was last asked. */
export interface Passed {
  readonly requests: number;
  /** Bytes of answers' bodies, as they travel. */
  readonly bytes: number;
}

/** A web server before a node that counts what a browser loads, its worker's own requests too. */
export interface CountingProxy {
  readonly url: string;
  /** What has gone through since it was last asked. */
  take(): Passed;
  /** Lets nothing through any more, or all again. */
  cut(isCut: boolean): void;
  close(): void;
}

/** Starts a proxy before a node. */
export async function startCountingProxy(node: string): Promise<CountingProxy> {
  const { hostname, port } = new URL(node);
  let passed: Passed = { requests: 0, bytes: 0 };
  let isCut = false;
  const server = createServer((asked, answer) => {
    if (isCut) {
      asked.socket.destroy();
      return;
    }
    passed = { ...passed, requests: passed.requests + 1 };
    const { method, headers } = asked;
    const onward = request({ hostname, port, path: asked.url, method, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.on("data", ({ length }: Buffer) => {
        passed = { ...passed, bytes: passed.bytes + length };
      });
      answered.pipe(answer);
    });
    onward.on("error", () => answer.destroy());
    answer.on("close", () => onward.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const own = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${own}`,
    take() {
      const taken = passed;
      passed = { requests: 0, bytes: 0 };
      return taken;
    },
    cut(next) {
      isCut = next;
      if (next) server.closeAllConnections();
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
