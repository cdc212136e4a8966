import { timingSafeEqual } from "node:crypto";
import { ProblemError, problem } from "../problem.ts";

/**
 * Refuses anyone who has not shown the token in this node's home.
 *
 * Throws: ProblemError 403 `node/local-only`.
 */
export function requireLocal(token: string, authorization: string | undefined): void {
  const given = Buffer.from(authorization ?? "");
  const wanted = Buffer.from(`Bearer ${token}`);
  if (given.length === wanted.length && timingSafeEqual(given, wanted)) return;
  throw new ProblemError(
    problem(
      403,
      "node/local-only",
      "This is only for those who may read this node's home.",
      "Send `Authorization: Bearer` with what is in the file local-token there.",
    ),
  );
}
