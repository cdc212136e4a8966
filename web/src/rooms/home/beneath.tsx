import type { Viewer } from "../../keys/use-viewer.ts";
import { Timeline } from "../activity/timeline.tsx";
import { EditionCard } from "../machines/edition-card.tsx";
import { StatusLight } from "../machines/status-light.tsx";
import { PhaseCard, Waiting } from "../people/growth.tsx";

/** What happened lately, on Home. */
export const LatelyHere = () => <Timeline shown={6} />;

/** How the community grows, as far as it concerns this person. */
export function Growing({
  person,
  status,
}: {
  readonly person: number;
  readonly status: Viewer["status"];
}) {
  if (status === "applicant") return <Waiting person={person} />;
  return status === "member" ? <PhaseCard person={person} /> : null;
}

/** How the community stands, for a phone; the rail of a desk says it already. */
export const Standing = () => (
  <>
    <EditionCard />
    <div class="phone-only">
      <StatusLight />
    </div>
  </>
);
