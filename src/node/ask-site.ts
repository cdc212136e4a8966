import { readBody } from "./api/body.ts";

const PATIENCE = 5_000;

/**
 * Asks another node of the network, and reads the JSON of its answer; nothing where it has none.
 *
 * Why: it may lie in everything; an answer without an end must not fill this machine's memory, and
 * nobody is followed to another address.
 * Units: `most` in bytes.
 * Throws: where it cannot be reached, redirects, or says more than that.
 */
export async function askSite(site: string, path: string, most: number): Promise<unknown> {
  const answer = await fetch(`${site}/api/v1${path}`, {
    redirect: "error",
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (answer.status === 200) {
    return JSON.parse(new TextDecoder().decode(await readBody(answer, most)));
  }
  await answer.body?.cancel();
  return undefined;
}
