import { basePath } from "./place.ts";
import { offlineProblem, type Problem, readProblem, unreadableProblem } from "./problem.ts";

/** An answer of the node: its value, nothing new since the last answer, or a problem. */
export type Answer<Value> =
  | { readonly kind: "value"; readonly value: Value; readonly etag: string | undefined }
  | { readonly kind: "same" }
  | { readonly kind: "problem"; readonly problem: Problem };

/** The folder of a node's API, below the node's own address. */
export const API = "/api/v1";

/** The API of the node that the app came from. */
export const apiBase = `${basePath}${API}`;

const patience = 15_000;

/**
 * Asks the node and never throws.
 *
 * Bounds: gives up after 15 seconds, or after `patienceMs`.
 */
export async function request<Value>(
  path: string,
  init: RequestInit = {},
  patienceMs = patience,
): Promise<Answer<Value>> {
  const headers = new Headers(init.headers);
  headers.set("accept", "application/json");
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const response = await fetch(`${apiBase}${path}`, { ...init, headers, signal });
    if (response.status === 304) return { kind: "same" };
    if (!response.ok) return { kind: "problem", problem: await readProblem(response) };
    return await readValue<Value>(response);
  } catch {
    return { kind: "problem", problem: offlineProblem() };
  }
}

async function readValue<Value>(response: Response): Promise<Answer<Value>> {
  const etag = response.headers.get("etag") ?? undefined;
  try {
    const value = (response.status === 204 ? undefined : await response.json()) as Value;
    return { kind: "value", value, etag };
  } catch {
    return { kind: "problem", problem: unreadableProblem() };
  }
}
