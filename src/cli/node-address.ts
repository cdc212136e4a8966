import { readFileSync } from "node:fs";
import { homeLayout } from "../node/home/layout.ts";
import { openableUrl } from "../node/serving/openable.ts";
import { usageError } from "./exit.ts";
import type { Settings } from "./settings.ts";

/**
 * Where the node answers: as set, else as the running node of the home says, else the default.
 *
 * Why the middle: a node that was started on another port is found without being named.
 */
export function nodeAddress(settings: Settings): string {
  const named = settings.given("node");
  if (named !== undefined) return checkedAddress(named);
  return runningAddress(settings.get("home").value) ?? defaultAddress(settings);
}

function defaultAddress(settings: Settings): string {
  return openableUrl(settings.get("host").value, settings.get("port").value);
}

/** The lock of a home says where the node that holds it listens. */
function runningAddress(home: string): string | undefined {
  try {
    const held: unknown = JSON.parse(readFileSync(homeLayout(home).lock, "utf8"));
    const { url } = held as { readonly url?: unknown };
    return typeof url === "string" && URL.canParse(url) ? url : undefined;
  } catch {
    return undefined;
  }
}

function checkedAddress(named: string): string {
  const address = URL.canParse(named) ? new URL(named) : undefined;
  if (address?.protocol === "http:" || address?.protocol === "https:") return named;
  throw usageError(
    `"${named}" is not the address of a node.`,
    "An address begins with http:// or https://.",
    "Write it like http://127.0.0.1:8080.",
  );
}
