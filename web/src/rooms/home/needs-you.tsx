import { useNames } from "../../live/use-texts.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Card } from "../../parts/card.tsx";
import { Face, Tile } from "../../parts/face.tsx";
import { Item } from "../../parts/item.tsx";
import { When } from "../../parts/value.tsx";
import { useWords } from "../../words/language.ts";
import { QuestionCard } from "../decide/question-card.tsx";
import type { Need } from "./needs.ts";

function Lead({ need, size }: { readonly need: Need; readonly size?: 56 }) {
  const names = useNames();
  const large = size === undefined ? {} : { size };
  if (need.person === undefined) return <Tile icon={need.icon ?? "look"} {...large} />;
  return <Face person={need.person} name={names.of(need.person)} ring="asks" {...large} />;
}

function How({ need }: { readonly need: Need }) {
  const words = useWords().home;
  return (
    <>
      {need.how}
      {need.closes === undefined ? null : (
        <>
          {" "}
          {words.until} <When at={need.closes} />.
        </>
      )}
    </>
  );
}

/** What comes first, as a thing in your hands. */
function First({ need }: { readonly need: Need }) {
  if (need.question !== undefined) return <QuestionCard question={need.question} />;
  return (
    <Card>
      <div class="row nowrap">
        <Lead need={need} size={56} />
        <div class="grow">
          <h2 dir="auto">{need.title}</h2>
          <p class="soft small">
            <How need={need} />
          </p>
        </div>
      </div>
      <ButtonLink kind="go" href={need.href}>
        {need.action}
      </ButtonLink>
    </Card>
  );
}

/** Everything that waits for this person: the first as a card, the others as rows. */
export function NeedsYou({ needs }: { readonly needs: readonly Need[] }) {
  const [first, ...others] = needs;
  if (first === undefined) return null;
  return (
    <>
      <First need={first} />
      {others.length === 0 ? null : (
        <ul class="rows">
          {others.map((need) => (
            <Item
              key={need.key}
              lead={<Lead need={need} />}
              title={need.title}
              about={<How need={need} />}
              end={<ButtonLink href={need.href}>{need.action}</ButtonLink>}
            />
          ))}
        </ul>
      )}
    </>
  );
}
