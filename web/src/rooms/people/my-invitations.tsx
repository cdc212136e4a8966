import { act } from "../../live/act.ts";
import { useAct } from "../../live/use-act.ts";
import type { Shown } from "../../live/use-view.ts";
import { Button } from "../../parts/button.tsx";
import { Mark, Section } from "../../parts/card.tsx";
import { Empty } from "../../parts/notice.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { When } from "../../parts/value.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import { invitedAs } from "./invited-as.ts";

type Invitations = Shown<"membership/invitations">;

function Invitation({ invitation }: { readonly invitation: Invitations[number] }) {
  const words = useRoomWords();
  const taking = useAct();
  const { used, uses, until, isOpen } = invitation;
  const whom = invitedAs(invitation.invitation);
  return (
    <li class="stack stack-close">
      <div class="row row-apart">
        <div class="grow">
          <h3 class="name">
            {whom === undefined
              ? words.people.invitationNumber(invitation.invitation)
              : words.people.invitationFor(whom)}
          </h3>
          <p>{words.people.invitation(used, uses)}</p>
          <p class="soft small">
            {words.people.invitationEnds} <When at={until} />
          </p>
        </div>
        <Mark tone={isOpen ? "moss" : "plain"}>
          {isOpen ? words.people.invitationOpen : words.people.invitationClosed}
        </Mark>
      </div>
      {isOpen ? (
        <div>
          <Button
            busy={taking.busy}
            onPress={() =>
              void taking.run(() =>
                act("membership/revoke-invitation", { invitation: invitation.invitation }),
              )
            }
          >
            {words.people.takeBack}
          </Button>
        </div>
      ) : null}
      <Outcome act={taking} done={words.outcome.done} />
    </li>
  );
}

/** The links that a person has made. */
export function MyInvitations({ invitations }: { readonly invitations: Invitations }) {
  const words = useRoomWords().people;
  return (
    <Section title={words.mine}>
      {invitations.length === 0 ? <Empty sentence={words.mineNone} /> : null}
      <ul class="rows">
        {invitations.map((invitation) => (
          <Invitation key={invitation.invitation} invitation={invitation} />
        ))}
      </ul>
    </Section>
  );
}
