import { useViewer } from "../../keys/use-viewer.ts";
import { useNames } from "../../live/use-texts.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { Mark, Section } from "../../parts/card.tsx";
import { Page, Showing } from "../../parts/page.tsx";
import { When } from "../../parts/value.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { Said } from "../people/writing.tsx";
import { Thread } from "../talk/thread.tsx";
import { Judging } from "./judging.tsx";
import { AnswerIt, Appeal, EraseReason, Support, Withdraw } from "./steps.tsx";

type One = Shown<"challenges/challenge">;

function People({ people }: { readonly people: readonly number[] }) {
  const names = useNames();
  return (
    <ul class="stack stack-close">
      {people.map((person) => (
        <li key={person}>
          <a href={to(["people", person])}>
            <bdi dir="auto">{names.of(person)}</bdi>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The reason, who supports it, and what the person who looks can do about that. */
function Reason({ shown }: { readonly shown: One }) {
  const words = useRoomWords().challenges;
  const names = useNames();
  return (
    <Section title={words.reason}>
      <p class="soft small">
        {words.by(names.in(shown.by))} <When at={shown.openedAt} />.
      </p>
      {shown.isReasonReadable ? <Said hash={shown.reason} /> : <p>{words.unreadable}</p>}
      <h3>{words.supporters}</h3>
      {shown.supportedBy.length === 0 ? <p class="soft">{words.nobodyYet}</p> : null}
      <People people={shown.supportedBy} />
      {shown.stage === "gathering" ? (
        <p>{words.needed(Math.max(0, shown.needed - shown.supporting))}</p>
      ) : null}
      {shown.mine.maySupport ? <Support challenge={shown.challenge} /> : null}
      {shown.mine.mayWithdraw ? <Withdraw challenge={shown.challenge} /> : null}
      {shown.mine.mayErase ? <EraseReason challenge={shown.challenge} /> : null}
    </Section>
  );
}

const toneOf = (outcome: string) => {
  if (outcome === "confirmed") return "clay";
  return outcome === "honest" ? "moss" : "plain";
};

/** Whom it is about: what they answer, and what came of it for them. */
function Named({ shown }: { readonly shown: One }) {
  const words = useRoomWords().challenges;
  const names = useNames();
  const { person: me } = useViewer();
  return (
    <Section title={words.named}>
      <ul class="rows">
        {shown.accused.map((one) => (
          <li key={one.person} class="stack stack-close">
            <div class="row row-apart">
              <h3>
                <a href={to(["people", one.person])}>
                  <bdi dir="auto">{names.of(one.person)}</bdi>
                </a>
              </h3>
              <Mark tone={toneOf(one.outcome)}>{words.outcome[one.outcome]}</Mark>
            </div>
            {one.why === null ? null : (
              <p>
                {one.why.result} {one.why.sentence}
              </p>
            )}
            {/^0*$/.test(one.answer) ? null : (
              <>
                <p class="soft small">{words.answers(names.in(one.person))}</p>
                <Said hash={one.answer} />
              </>
            )}
            {one.person === me && shown.mine.mayAppeal ? (
              <Appeal challenge={shown.challenge} />
            ) : null}
            {one.person === me && shown.mine.mayAnswer ? (
              <AnswerIt challenge={shown.challenge} />
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The jury: who sits, who has answered, in whose place others came. */
function Jury({ shown }: { readonly shown: One }) {
  const words = useRoomWords().challenges;
  const names = useNames();
  if (shown.jurors.length === 0) return null;
  return (
    <Section title={words.jury}>
      <p class="soft">{words.juryHow(shown.agreeing)}</p>
      <ul class="stack stack-close">
        {shown.jurors.map(({ person, seat, hasAnswered }) => (
          <li key={person}>
            <a href={to(["people", person])}>
              <bdi dir="auto">{names.of(person)}</bdi>
            </a>{" "}
            <span class="soft small">
              {hasAnswered ? words.hasAnswered : null}
              {seat === "replaced" ? words.replaced : null}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** One challenge: how it is in plain words, and what the person who looks can do. */
export function Challenge({ challenge }: { readonly challenge: number }) {
  const words = useRoomWords().challenges;
  const { person = 0 } = useViewer();
  const view = useView("challenges/challenge", { challenge, person });
  const back = { href: to(["challenges"]), place: words.title };
  if (view.problem?.status === 404 || !Number.isInteger(challenge)) {
    return <Page title={words.noSuch} lead={words.noSuchLead} back={back} />;
  }
  return (
    <Page title={words.one(challenge)} lead={view.data?.sentence} back={back}>
      <Showing view={view}>
        {(shown) => (
          <>
            {shown.until === 0 ? null : (
              <p class="soft">
                {words.goesOn} <When at={shown.until} />.
              </p>
            )}
            <Judging shown={shown} />
            <Reason shown={shown} />
            <Named shown={shown} />
            <Jury shown={shown} />
            <Thread about="challenge" number={shown.challenge} />
          </>
        )}
      </Showing>
    </Page>
  );
}
