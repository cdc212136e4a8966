import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { precompress } from "./precompress.ts";
import { serviceWorker } from "./service-worker.ts";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));

const built = (house: string): string => `${dist}${house}/index.js`;

/** What is fetched only when somebody signs, joins, reads a text, or enters a room beyond the first page. */
const later =
  /words.en-rooms|words.en.(?:claim|demo-helpers|first-steps|join|more|outcome|rules|scan|why|witnesses)\.ts|sign-again|portable-hash|acting\.ts|joining\.ts|locked-seed|recovery-file|markdown-render|person-choice|parts.(?:qr|scan)|styles.qr/;

/** What several rooms share, and the first page does without: fields, choices, doing something. */
const rooms =
  /web.src.(?:live.(?:key-hand|demo-helpers|use-rehearsal|use-act)|keys.use-session|parts.(?:choice|confirm|copy|dot-field|dots|field|field-shape|outcome|readers|several|tone))\.tsx?/;

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
          // One file for what every page needs, one for what rooms share; the rest stays apart.
          groups: [
            {
              name: "base",
              test: (id) =>
                !later.test(id) &&
                !rooms.test(id) &&
                /node_modules.preact|web.src.(?:shell|router|styles|words|live|keys|parts|outbox)./.test(
                  id,
                ),
            },
            { name: "shared", test: rooms },
          ],
        },
      },
      treeshake: { moduleSideEffects: (id) => !id.startsWith(dist) },
    },
  },
});
