import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin, type Rolldown } from "vite";
import { PAGE, type Shell } from "./src/worker/shell.ts";

const ENTRY = fileURLToPath(new URL("worker/worker.ts", import.meta.url));
/** The name under which the page asks for the worker. */
const NAME = "sw.js";

/**
 * Puts the service worker beside the app, with the list of the app's files in it.
 *
 * Why made last: its bytes change exactly if one of the files does, and that is how a browser learns of a new version.
 */
export function serviceWorker(): Plugin {
  let publicDir = "";
  return {
    name: "service-worker",
    apply: "build",
    configResolved(config) {
      ({ publicDir } = config);
    },
    generateBundle: {
      order: "post",
      async handler(_, bundle) {
        const shell = shellOf(bundle, publicDir);
        const source = `const shell=${JSON.stringify(shell)};\n${await built()}`;
        this.emitFile({ type: "asset", fileName: NAME, source });
      },
    },
  };
}

/** The worker as one file without imports, since not every browser lets a worker have them. */
async function built(): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: "silent",
    build: { write: false, rolldownOptions: { input: ENTRY, output: { format: "iife" } } },
  });
  const [worker] = "output" in made ? made.output : [];
  if (worker === undefined) throw new Error("the worker is one file");
  return worker.code;
}

function shellOf(bundle: Rolldown.OutputBundle, publicDir: string): Shell {
  const first = new Set<string>();
  const addAll = (name: string): void => {
    const output = bundle[name];
    if (first.has(name) || output === undefined) return;
    first.add(name);
    if (output.type === "chunk") for (const next of output.imports) addAll(next);
  };
  const outputs = Object.values(bundle);
  for (const each of outputs) {
    const isFirst = each.type === "chunk" ? each.isEntry : /\.(?:css|woff2)$/.test(each.fileName);
    if (isFirst) addAll(each.fileName);
  }
  const beside = readdirSync(publicDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const hash = createHash("sha256");
  for (const each of outputs)
    hash.update(each.fileName).update(each.type === "chunk" ? each.code : each.source);
  for (const path of beside.sort()) hash.update(readFileSync(path));
  const files = outputs.map(({ fileName }) => fileName).filter((name) => name !== "index.html");
  return {
    version: hash.digest("base64url").slice(0, 12),
    first: [
      PAGE,
      ...first,
      ...beside.map((path) => relative(publicDir, path).split(sep).join("/")),
    ],
    rest: files.filter((name) => !first.has(name)).sort(),
  };
}
