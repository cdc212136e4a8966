import { useCommunity } from "../../live/community.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Card, Section } from "../../parts/card.tsx";
import { Page } from "../../parts/page.tsx";
import { to } from "../../router/route.ts";
import { useWords } from "../../words/language.ts";
import { EverybodyHere } from "./everybody-here.tsx";
import { Lately, Standing } from "./fetched.tsx";

/** Home for somebody who is not a member: what can be done about it. */
export function Visiting() {
  const words = useWords();
  const community = useCommunity();
  return (
    <Page
      title={community?.name ?? words.shell.name}
      lead={words.home.visitLead}
      aside={<EverybodyHere />}
    >
      <Card title={words.home.visitTitle}>
        <p>{words.home.visitLink}</p>
        <div class="row">
          <ButtonLink href={to(["join"])}>{words.home.visitPaste}</ButtonLink>
          <ButtonLink href={to(["back"])}>{words.home.visitKey}</ButtonLink>
          <ButtonLink href={to(["found"])}>{words.home.visitFound}</ButtonLink>
        </div>
      </Card>
      <Section title={words.home.latelyTitle}>
        <Lately />
      </Section>
      <Standing />
    </Page>
  );
}
