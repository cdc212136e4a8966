import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/** A node that is reached in a folder of the proxy's site. */
export interface Folder {
  readonly path: string;
  /** The node's own address. */
  readonly node: string;
  /** Tells whether the proxy takes the folder away before it asks: `handle_path`, `proxy_pass …/`. */
  readonly isStripped: boolean;
}

/** A web server before several nodes, as Caddy and nginx are. */
export interface FolderProxy {
  readonly origin: string;
  close(): void;
}

/** Starts a web server that hands each folder to its node, and says for whom it asks. */
export async function startFolderProxy(folders: readonly Folder[]): Promise<FolderProxy> {
  const server = createServer((asked, answer) => {
    const folder = folders.find(({ path }) => asked.url?.startsWith(`${path}/`));
    if (folder === undefined) {
      answer.writeHead(404).end();
      return;
    }
    const { hostname, port } = new URL(folder.node);
    const path = folder.isStripped ? asked.url?.slice(folder.path.length) : asked.url;
    const headers = { ...asked.headers, "x-forwarded-for": asked.socket.remoteAddress ?? "" };
    const onward = request({ hostname, port, path, method: asked.method, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(answer);
    });
    onward.on("error", () => answer.destroy());
    answer.on("close", () => onward.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
