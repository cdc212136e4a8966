import { ButtonLink } from "../../parts/button.tsx";
import { Section } from "../../parts/card.tsx";
import { Page } from "../../parts/page.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { useMachines } from "../machines/use-machines.ts";
import { ArticleForm } from "./article-form.tsx";
import { CircleForm } from "./circle-form.tsx";
import { HelperForm } from "./helper-form.tsx";
import { ExclusionForm, GrowthForm } from "./member-form.tsx";
import { MoneyForm } from "./money-form.tsx";
import { PolicyForm } from "./policy-form.tsx";
import { RoleForm } from "./role-form.tsx";
import { RuleForm } from "./rule-form.tsx";
import { StatementForm } from "./statement-form.tsx";

const templates = [
  "rule",
  "policy",
  "article",
  "role",
  "circle",
  "growth",
  "exclusion",
  "money",
  "helper",
  "statement",
] as const;

type Template = (typeof templates)[number];

const isTemplate = (text: string | undefined): text is Template =>
  templates.some((each) => each === text);

/**
 * The kinds that make sense here.
 *
 * Why no machines where there is one and none is offered: nothing could be asked about them.
 */
function useTemplates(): readonly Template[] {
  const machines = useMachines() ?? [];
  return machines.length > 0 ? templates : templates.filter((each) => each !== "helper");
}

function Choose() {
  const words = useRoomWords().decide;
  const offered = useTemplates();
  return (
    <Page
      title={words.newTitle}
      lead={words.newLead}
      back={{ href: to(["decide"]), place: words.title }}
    >
      <Section>
        <ul class="rows">
          {offered.map((template) => (
            <li key={template} class="row row-apart nowrap">
              <div class="grow">
                <h2 class="name">{words.templates[template]}</h2>
                <p class="soft small">{words.templates[`${template}How`]}</p>
              </div>
              <ButtonLink href={to(["decide", "new", template])}>
                {words.choose} <span class="unseen">{words.templates[template]}</span>
              </ButtonLink>
            </li>
          ))}
        </ul>
      </Section>
    </Page>
  );
}

/** Starting a proposal: first what kind, then its form. */
export function NewProposal({
  template,
  query,
}: {
  readonly template: string | undefined;
  /** What the form begins with, as the way here says. */
  readonly query: Readonly<Record<string, string>>;
}) {
  const words = useRoomWords().decide;
  if (!isTemplate(template)) return <Choose />;
  return (
    <Page
      title={words.templates[template]}
      lead={words.newLead}
      back={{ href: to(["decide", "new"]), place: words.newTitle }}
    >
      {template === "rule" ? <RuleForm first={query["rule"]} /> : null}
      {template === "policy" ? (
        <PolicyForm circle={Number(query["circle"] ?? 1)} kind={query["kind"]} />
      ) : null}
      {template === "article" ? <ArticleForm /> : null}
      {template === "role" ? <RoleForm /> : null}
      {template === "circle" ? <CircleForm /> : null}
      {template === "money" ? <MoneyForm /> : null}
      {template === "growth" ? <GrowthForm /> : null}
      {template === "exclusion" ? <ExclusionForm first={Number(query["person"] ?? 0)} /> : null}
      {template === "helper" ? (
        <HelperForm key={`${query["what"]} ${query["machine"]}`} query={query} />
      ) : null}
      {template === "statement" ? <StatementForm /> : null}
    </Page>
  );
}
