import { badRequest, tooLarge } from "../problem.ts";

/**
 * Reads the body of a request, or of another node's answer, up to a bound.
 *
 * Why: a length that is announced may be a lie, and one that is not announced has no end.
 * Throws: ProblemError 413.
 */
export async function readBody(
  request: Pick<Request, "headers" | "body">,
  most: number,
): Promise<Uint8Array> {
  const announced = Number(request.headers.get("content-length") ?? "0");
  if (announced > most) throw tooLarge(most);
  if (request.body === null) return new Uint8Array(0);
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await reader.cancel();
      throw tooLarge(most);
    }
    chunks.push(value);
  }
  return joined(chunks, length);
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** How deep JSON may be nested. */
export const DEPTH_MAX = 16;

/** Reads a body of JSON that is an object. Throws: ProblemError. */
export async function readJson(
  request: Request,
  most: number,
): Promise<{ readonly [name: string]: unknown }> {
  const bytes = await readBody(request, most);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw badRequest("The body is not JSON.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw badRequest("The body is not a JSON object.");
  }
  if (isDeeper(value, DEPTH_MAX)) throw badRequest(`The body is nested deeper than ${DEPTH_MAX}.`);
  return value as { readonly [name: string]: unknown };
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
