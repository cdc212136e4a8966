import { useViewer } from "../../keys/use-viewer.ts";
import { usePages } from "../../live/use-pages.ts";
import { useNames } from "../../live/use-texts.ts";
import { useView } from "../../live/use-view.ts";
import { Card } from "../../parts/card.tsx";
import { Face, Pile } from "../../parts/face.tsx";
import { MoreButton } from "../../parts/more-button.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { Vouching } from "./vouching.tsx";

/** More places than this are a number. */
const SEATS_MOST = 8;

function Applicant({ person }: { readonly person: number }) {
  const words = useRoomWords().people;
  const names = useNames();
  const viewer = useViewer();
  const shown = useView("membership/person", { person }).data;
  const name = names.of(person);
  if (shown === undefined) return null;
  const { admission, vouchedBy, invitedBy } = shown;
  const free = Math.max(0, admission.needed - admission.have);
  return (
    <Card>
      <div class="row nowrap">
        <Face person={person} name={name} size={56} ring="asks" />
        <div class="grow">
          <h2 class="name">
            <a class="plain" href={to(["people", person])}>
              {words.asksToJoin(names.in(person))}
            </a>
          </h2>
          {invitedBy === 0 ? null : (
            <p class="soft small">{words.invitedBy(names.in(invitedBy))}</p>
          )}
        </div>
      </div>
      <p class="row">
        <Pile
          people={vouchedBy.slice(0, SEATS_MOST).map((vouch) => vouch.person)}
          nameOf={names.of}
          free={Math.min(free, SEATS_MOST)}
        />
        <span class="small">{words.progress(admission.have, admission.needed)}</span>
      </p>
      {viewer.status === "member" && viewer.person !== person ? (
        <Vouching person={person} shown={shown} />
      ) : null}
    </Card>
  );
}

/** Those who ask to join, each as a thing in your hands. */
export function Applicants() {
  const { rows = [], more } = usePages("membership/applicants", {});
  if (rows.length === 0) return null;
  return (
    <>
      {rows.map(({ person }) => (
        <Applicant key={person} person={person} />
      ))}
      <MoreButton more={more} />
    </>
  );
}
