import { signal } from "@preact/signals-core";
import type { FunctionComponent, VNode } from "preact";
import { useEffect } from "preact/hooks";
import { useValue } from "../live/use-value.ts";

/** Resolves once the browser has drawn what stands there now. */
const drawn = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));

/**
 * Makes a part of a page that is fetched once the page stands.
 *
 * Why: what somebody sees first comes first, on a bad line too; where fetching fails the page is whole
 * without the part, and the next page tries again.
 */
export function later<Props extends object>(
  load: () => Promise<FunctionComponent<Props>>,
  meanwhile: VNode | null = null,
): FunctionComponent<Props> {
  const fetched = signal<FunctionComponent<Props> | undefined>(undefined);
  return function Later(props) {
    const Part = useValue(fetched);
    useEffect(() => {
      if (Part !== undefined) return;
      const fetch = async (): Promise<void> => {
        await drawn();
        fetched.value = await load();
      };
      void fetch().catch(() => undefined);
    }, [Part]);
    return Part === undefined ? meanwhile : <Part {...props} />;
  };
}
