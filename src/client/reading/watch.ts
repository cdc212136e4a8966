import { FolkmootError } from "../error.ts";
import type { ShownProblem } from "../shown-problem.ts";
import type { NodeReading } from "./reading.ts";

/**
 * Reads what a node answers under an address at once and again after each change, and
 * tells each reading whose value differs from the one before, until the returned function is called.
 *
 * Why a later reading may fail unheard: a node that is away brings news once it is back.
 * Shape: `undefined` while what was asked for does not exist. Throws: FolkmootError where the first fails.
 */
export async function watchPath<R extends { readonly value: unknown }>(
  { views, news }: Pick<NodeReading, "views" | "news">,
  path: string,
  onReading: (reading: R | undefined) => void,
): Promise<() => void> {
  let told: string | undefined;
  let hasTold = false;
  const tell = (): void => {
    const { data, problem } = views.seenOf<R>(path);
    if (problem !== undefined && !isMissing(problem)) return;
    const reading = problem === undefined ? data : undefined;
    const text = JSON.stringify(reading?.value);
    if (hasTold && text === told) return;
    hasTold = true;
    told = text;
    onReading(reading);
  };
  await views.refresh(path);
  const { problem } = views.seenOf(path);
  if (problem !== undefined && !isMissing(problem)) throw errorOf(problem);
  tell();
  const stopShowing = views.whileShown(path, tell);
  const stopHearing = news.start();
  return () => {
    stopShowing();
    stopHearing();
  };
}

const isMissing = ({ status }: ShownProblem): boolean => status === 404;

function errorOf({ code, sentence, help = "" }: ShownProblem): FolkmootError {
  return new FolkmootError(code === "offline" ? "client/unreachable" : code, sentence, help);
}
