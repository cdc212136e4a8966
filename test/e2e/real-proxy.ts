import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as connectSecure } from "node:tls";
import { fileURLToPath } from "node:url";
import { until } from "#engine/testing/until.js";
import { freePorts } from "#node/index.js";

/** The web servers whose configurations the page for operators shows. */
export type ProxyKind = "caddy" | "nginx";

/** A web server from the system before a node. */
export interface RealProxy {
  /** `https://localhost:PORT` where it speaks HTTPS, else `http://`. */
  readonly origin: string;
  /** What a client has to trust, where it made a certificate of its own. Shape: PEM. */
  readonly authority: () => string | undefined;
  stop(): Promise<void>;
}

/** Where a proxy's configuration stands in the page, and what of it is different here. */
export interface ProxyPlan {
  readonly kind: ProxyKind;
  /** Words by which the example is found in the page: the first one that has all of them. */
  readonly example: readonly string[];
  /** The node's port. */
  readonly nodePort: number;
  /** With HTTPS, by a certificate that the proxy makes itself. */
  readonly isHttps: boolean;
  /** Changes the example as the page says in words that people may. */
  readonly change?: (example: string) => string;
}

const PAGE = fileURLToPath(new URL("../../../docs/operators/run-a-node.md", import.meta.url));

/** Why no test can run with a proxy, where it is not installed. */
export function missingProxy(kind: ProxyKind): string | false {
  const [word] = kind === "caddy" ? ["version"] : ["-v"];
  const { error } = spawnSync(kind, [word as string], { stdio: "ignore" });
  return error === undefined ? false : `${kind} is not installed; .ci/run installs it`;
}

/** The configuration that the page shows to people, with this test's ports in the place of its own. */
export function exampleFromPage(words: readonly string[]): string {
  const blocks = [...readFileSync(PAGE, "utf8").matchAll(/^```[^\n]*\n([\s\S]*?)^```$/gm)];
  const found = blocks
    .map(([, code]) => code ?? "")
    .find((code) => words.every((word) => code.includes(word)));
  assert.ok(found !== undefined, `the page shows an example with ${words.join(", ")}`);
  return found;
}

/** Starts a proxy as the page says; it ends with the test. */
export async function startRealProxy(plan: ProxyPlan): Promise<RealProxy> {
  const folder = mkdtempSync(join(tmpdir(), "folkmoot-proxy-"));
  const [port, plain] = (await freePorts(2)) as [number, number];
  const shown = exampleFromPage(plan.example);
  const example = (plan.change?.(shown) ?? shown)
    .replaceAll("127.0.0.1:8080", `127.0.0.1:${plan.nodePort}`)
    .replaceAll(
      /\b(?:folk\.)?example\.org\b/g,
      plan.isHttps ? `localhost:${port}` : `http://localhost:${port}`,
    );
  const words =
    plan.kind === "caddy" ? caddyIn(folder, example, plain) : nginxIn(folder, example, port);
  const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const child = spawn(plan.kind, words, { env, stdio: ["ignore", "pipe", "pipe"] });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (data: Buffer) => said.push(data.toString()));
  }
  let isOver = false;
  child.once("exit", () => (isOver = true));
  await until(async () => {
    assert.equal(isOver, false, said.join(""));
    return plan.isHttps ? hasCertificate(port) : isOpen(port);
  });
  const root = join(folder, "caddy", "pki", "authorities", "local", "root.crt");
  return {
    origin: `${plan.isHttps ? "https" : "http"}://localhost:${port}`,
    authority: () => (plan.isHttps ? readFileSync(root, "utf8") : undefined),
    stop: () => end(child, folder),
  };
}

/** With a local authority of its own, and without asking anybody else. */
function caddyIn(folder: string, example: string, plainPort: number): string[] {
  const options = `{\n  admin off\n  skip_install_trust\n  local_certs\n  http_port ${plainPort}\n}\n`;
  writeFileSync(join(folder, "Caddyfile"), options + example);
  return ["run", "--adapter", "caddyfile", "--config", join(folder, "Caddyfile")];
}

/** As any user, in a folder of its own. */
function nginxIn(folder: string, example: string, port: number): string[] {
  mkdirSync(join(folder, "temporary"));
  const own = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path temporary/${name};`)
    .join("\n");
  const server = `server {\nlisten 127.0.0.1:${port};\n${example}}\n`;
  const http = `http {\naccess_log off;\ngzip on;\ngzip_types application/json application/javascript text/css;\ngzip_proxied any;\n${own}\n${server}}\n`;
  const text = `daemon off;\npid nginx.pid;\nerror_log stderr;\nevents {}\n${http}`;
  writeFileSync(join(folder, "nginx.conf"), text);
  return ["-p", folder, "-c", join(folder, "nginx.conf"), "-e", "stderr"];
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((settle) => {
    const socket = connect(port, "localhost", () => {
      socket.destroy();
      settle(true);
    });
    socket.on("error", () => settle(false));
  });
}

/**
 * Tells whether a whole handshake succeeds.
 *
 * Why: Caddy listens before its own authority has made the certificate, and ends handshakes until then.
 */
function hasCertificate(port: number): Promise<boolean> {
  return new Promise((settle) => {
    const socket = connectSecure(
      { port, host: "localhost", servername: "localhost", rejectUnauthorized: false },
      () => {
        socket.destroy();
        settle(true);
      },
    );
    socket.on("error", () => settle(false));
  });
}

async function end(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}
