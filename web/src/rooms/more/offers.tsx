import { act } from "../../live/act.ts";
import { useAct } from "../../live/use-act.ts";
import { useNames, useTexts } from "../../live/use-texts.ts";
import type { Shown } from "../../live/use-view.ts";
import { Button } from "../../parts/button.tsx";
import { Wash } from "../../parts/card.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { PersonName, When } from "../../parts/value.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";

type Circle = Shown<"circles/circle">;

/** One thing that stands offered to anyone who looks: to accept, or to decline. */
function Answer({
  sentence,
  accept,
  decline,
}: {
  readonly sentence: string;
  readonly accept: () => ReturnType<typeof act>;
  readonly decline: () => ReturnType<typeof act>;
}) {
  const words = useRoomWords().circles;
  const answering = useAct();
  return (
    <section class="stack stack-close">
      <p>{sentence}</p>
      <div class="row">
        <Button kind="go" busy={answering.busy} onPress={() => void answering.run(accept)}>
          {words.accept}
        </Button>
        <Button busy={answering.busy} onPress={() => void answering.run(decline)}>
          {words.decline}
        </Button>
      </div>
      <Outcome act={answering} done={words.answered} />
    </section>
  );
}

/** What stands offered to me in a circle: a place, and roles. */
export function OffersToMe({
  circle,
  person,
}: {
  readonly circle: Circle;
  readonly person: number;
}) {
  const words = useRoomWords().circles;
  const read = useTexts();
  const isInvited = circle.offered.some((each) => each.person === person);
  const roles = circle.roles.filter((each) => each.offeredTo === person);
  if (!isInvited && roles.length === 0) return null;
  const number = circle.circle;
  return (
    <Wash title={words.offered} tone="moss">
      {isInvited ? (
        <Answer
          sentence={words.placeOffered}
          accept={() => act("circles/accept-place", { circle: number })}
          decline={() => act("circles/decline-place", { circle: number })}
        />
      ) : null}
      {roles.map(({ role, purpose }) => (
        <Answer
          key={role}
          sentence={words.roleOffered(read(purpose)?.["name"] ?? String(role))}
          accept={() => act("circles/accept-role", { role })}
          decline={() => act("circles/decline-role", { role })}
        />
      ))}
    </Wash>
  );
}

/** Who may come into a circle and has not answered yet. */
export function Invited({ circle }: { readonly circle: Circle }) {
  const words = useRoomWords().circles;
  const names = useNames();
  if (circle.offered.length === 0) return null;
  return (
    <section class="stack stack-close">
      <h3>{words.invited}</h3>
      <ul class="stack stack-close">
        {circle.offered.map(({ person, until }) => (
          <li key={person} class="soft small">
            <PersonName name={names.of(person)} href={to(["people", person])} />, {words.untilTerm}{" "}
            <When at={until} />
          </li>
        ))}
      </ul>
    </section>
  );
}
