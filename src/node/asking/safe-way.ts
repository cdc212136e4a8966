import { ProblemError, problem } from "../problem.ts";
import type { Asker } from "./asker.ts";
import { isForwarded, type ReadHeader } from "./forwarded.ts";
import { readIp } from "./ip.ts";
import { isThisComputer } from "./names.ts";

/**
 * Refuses what could be read on its way: it comes by HTTPS, or from this computer to this computer.
 *
 * Why the name that was asked for counts too: a proxy that says nothing of itself also asks from this
 * computer, and people who come through it open another name.
 * Throws: ProblemError 403 `node/unsafe-way`.
 */
export function requireSafeWay(
  { isSecure }: Pick<Asker, "isSecure">,
  socketAddress: string | undefined,
  header: ReadHeader,
): void {
  if (isSecure) return;
  const isHere = isLoopback(readIp(socketAddress ?? "")) && isThisComputer(header("host"));
  if (isHere && !isForwarded(header)) return;
  throw new ProblemError(
    problem(
      403,
      "node/unsafe-way",
      "Others could listen on this way.",
      "Open the link on the computer that runs the node, or at an address that begins with https.",
    ),
  );
}

function isLoopback(ip: string | undefined): boolean {
  if (ip === undefined) return false;
  return ip.startsWith("127.") || ip === readIp("::1");
}
