import { useText } from "../../live/use-texts.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Section } from "../../parts/card.tsx";
import { Markdown } from "../../parts/markdown.tsx";
import { Empty } from "../../parts/notice.tsx";
import { Page, Showing } from "../../parts/page.tsx";
import { When } from "../../parts/value.tsx";
import { More } from "../../parts/why.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { Thread } from "../talk/thread.tsx";

type Rules = Shown<"constitution/rules">;
type Parameter = Rules["parameters"][number];

function Change({ change }: { readonly change: Parameter["changes"][number] }) {
  const words = useRoomWords().rules;
  return (
    <li>
      <p>{change.sentence}</p>
      <p class="soft small">
        {words.from} <When at={change.from} />,{" "}
        {change.decision > 0 ? (
          <a href={to(["decide", change.decision])}>{words.byDecision}</a>
        ) : (
          words.founding
        )}
      </p>
    </li>
  );
}

function Rule({ parameter }: { readonly parameter: Parameter }) {
  const words = useRoomWords().rules;
  const times = parameter.changes.filter((change) => change.decision > 0).length;
  return (
    <li>
      <p>{parameter.sentence}</p>
      <More title={times === 0 ? words.unchanged : words.history(times)}>
        <ol class="stack stack-close">
          {parameter.changes.toReversed().map((change) => (
            <Change key={`${change.from}-${change.at}`} change={change} />
          ))}
        </ol>
        <p class="soft small">
          {words.next} <When at={parameter.mayChangeFrom} />.
        </p>
        <div>
          <ButtonLink href={to(["decide", "new", "rule"], { rule: parameter.name })}>
            {words.propose}
          </ButtonLink>
        </div>
      </More>
    </li>
  );
}

function Article({ article }: { readonly article: Rules["articles"][number] }) {
  const { rules: words, talk } = useRoomWords();
  const text = useText(article.text);
  if (text.kind !== "read") return <p class="soft">{words.closed}</p>;
  return (
    <article class="stack stack-close">
      <h3 dir="auto">{text.content["title"] ?? ""}</h3>
      <Markdown text={text.content["body"] ?? ""} />
      <p class="soft small">
        {words.adopted} <When at={article.since} />,{" "}
        {article.decision > 0 ? (
          <a href={to(["decide", article.decision])}>{words.byDecision}</a>
        ) : (
          words.founding
        )}
      </p>
      <More title={talk.about}>
        <Thread about="article" number={article.article} />
      </More>
    </article>
  );
}

function Charter({ hash }: { readonly hash: string }) {
  const words = useRoomWords().rules;
  const text = useText(hash);
  if (text.kind !== "read") return null;
  return (
    <Section title={words.charter}>
      <Markdown text={text.content["purpose"] ?? ""} />
    </Section>
  );
}

/** Rules: the constitution as sentences, with where each came from. */
export function RulesRoom() {
  const words = useRoomWords();
  const view = useView("constitution/rules", {});
  return (
    <Page
      title={words.rules.title}
      lead={words.rules.lead}
      back={{ href: to(["more"]), place: words.more.title }}
    >
      <Showing view={view}>
        {(rules) => (
          <>
            <Charter hash={rules.charter} />
            <Section
              title={words.rules.articles}
              side={<a href={to(["decide", "new", "article"])}>{words.rules.articleNew}</a>}
            >
              {rules.articles.length === 0 ? <Empty sentence={words.rules.articlesNone} /> : null}
              {rules.articles.map((article) => (
                <Article key={article.article} article={article} />
              ))}
            </Section>
            <More title={words.rules.never}>
              <ul class="rows rows-close">
                {rules.unamendable.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </More>
            <Section title={words.rules.parameters}>
              <p class="soft small">{words.rules.parametersHow}</p>
              <More title={words.rules.figures(rules.parameters.length)}>
                <ul class="rows">
                  {rules.parameters.map((parameter) => (
                    <Rule key={parameter.name} parameter={parameter} />
                  ))}
                </ul>
              </More>
            </Section>
          </>
        )}
      </Showing>
    </Page>
  );
}
