import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/** What is text; pictures and fonts are compressed already. */
const IS_TEXT = /\.(?:js|css|html|svg|json|webmanifest)$/;
/** What fits into one packet of the network anyway. */
const ONE_PACKET = 1_400;

/**
 * Lays a `.br` and a `.gz` beside each file of the app that is worth it.
 *
 * Why at build: the best compression takes a second for all, and a node has it in memory from its start.
 */
export function precompress(): Plugin {
  return {
    name: "precompress",
    apply: "build",
    writeBundle({ dir = "" }, bundle) {
      for (const output of Object.values(bundle)) {
        const bytes = Buffer.from(output.type === "chunk" ? output.code : output.source);
        if (bytes.length < ONE_PACKET || !IS_TEXT.test(output.fileName)) continue;
        const path = join(dir, output.fileName);
        writeFileSync(`${path}.br`, brotli(bytes));
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
      }
    },
  };
}

function brotli(bytes: Buffer): Buffer {
  const params = {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return brotliCompressSync(bytes, { params });
}
