import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { firstPage } from "./first-page.ts";
import { precompress } from "./precompress.ts";
import { serviceWorker } from "./service-worker.ts";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));

const built = (house: string): string => `${dist}${house}/index.js`;

const source = (file: string): string => fileURLToPath(new URL(`src/${file}`, import.meta.url));

const first = firstPage([source("main.tsx")]);

/**
 * How the app is bundled.
 *
 * Why relative: a node may be reached in any folder of a larger site. Why nothing inlined: the node
 * serves it under `default-src 'self'`, so nothing is inlined as `data:` and no
 * polyfill is injected.
 */
export default defineConfig({
  base: "./",
  plugins: [serviceWorker(), precompress()],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  resolve: {
    alias: {
      "folkmoot/client/at-once": `${dist}client/at-once.js`,
      "folkmoot/client/light": built("client/light"),
      "folkmoot/client/proved": built("client/proved"),
      "folkmoot/client": built("client"),
      "folkmoot/protocol": built("protocol"),
      "@chainsafe/as-sha256": fileURLToPath(new URL("src/codec/as-sha256.ts", import.meta.url)),
    },
  },
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // The built law and client only declare; what a page does not use is left out.
      output: {
        codeSplitting: {
          // One file for all that the first page needs; every other room is fetched when it is entered.
          groups: [
            { name: "base", test: (id) => first.has(id) || /node_modules.@?preact/.test(id) },
            { name: "words", test: /words.en-rooms|words.en\./ },
          ],
        },
      },
      treeshake: { moduleSideEffects: (id) => !id.startsWith(dist) },
    },
  },
});
