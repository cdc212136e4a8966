#!/usr/bin/env node
import { existsSync } from "node:fs";

const main = new URL("../dist/cli/main.js", import.meta.url);

if (existsSync(main)) {
  const { main: run } = await import(main.href);
  process.exitCode = await run(process.argv.slice(2));
} else {
  console.error("Folkmoot has not been built yet.");
  console.error("The folder dist/ is missing, and the program is in it.");
  console.error("Run: npm ci --ignore-scripts && npm run build");
  process.exitCode = 1;
}
