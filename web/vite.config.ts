import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));

const built = (house: string): string =>
`${dist}${house}/index.js`;

/**
 * How the app is bundled.
 *
 * Why: the node serves it under `default-src 'self'`, so nothing is inlined as `data:` and no
 * polyfill is injected.
 */
export default defineConfig({
  base: "/",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  resolve: {
    alias: { "folkmoot/client/light": built("client/light"),
      "folkmoot/client": built("client"), "folkmoot/protocol": built("protocol") },
  },
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // The built law and client only declare; what a page does not use is left out.
      treeshake: { moduleSideEffects: (id) => !id.startsWith(dist) },
    },
  },
});
