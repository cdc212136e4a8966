import { fileURLToPath } from "node:url";
import { defineConfig, mergeConfig } from "vite";
import app from "../vite.config.ts";

/** Builds the gallery of parts, which is looked at and tested but never shipped. */
export default mergeConfig(
  app,
  defineConfig({
    root: fileURLToPath(new URL(".", import.meta.url)),
    publicDir: fileURLToPath(new URL("../public", import.meta.url)),
    build: { outDir: "dist", emptyOutDir: true },
  }),
);
