import type { Reply } from "folkmoot/client/at-once";
import { basePath } from "./place.ts";
import { reading } from "./reading.ts";

/** The API of the node that the app came from. */
export const apiBase = `${basePath}/api/v1`;

/** Asks the node and never throws; without more it is a plain question. */
export const request = <Value>(
  path: string,
  more: {
    readonly method?: "POST" | "DELETE";
    readonly json?: unknown;
    readonly headers?: { readonly [name: string]: string };
  } = {},
): Promise<Reply<Value>> => reading.ask<Value>({ method: "GET", ...more, path });
