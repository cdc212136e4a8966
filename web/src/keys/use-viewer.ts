import { useView } from "../live/use-view.ts";
import type { Identity } from "./identity.ts";
import { useWho } from "./who.ts";

/** Who looks: a visitor, somebody who asks to join, or a member. */
export interface Viewer {
  readonly identity: Identity | undefined;
  readonly person: number | undefined;
  readonly status: "visitor" | "applicant" | "member" | "left";
}

/** Returns who looks at the page now. */
export function useViewer(): Viewer {
  const { acting } = useWho();
  const person = acting?.person;
  const known = useView("membership/person", person === undefined ? undefined : { person }).data;
  return { identity: acting, person, status: known?.status ?? "visitor" };
}
