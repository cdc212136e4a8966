import { effectOf } from "../../client/action-input.ts";
import type { PlainAction } from "../../client/action-types.ts";
import { openFor, voteFor } from "../../protocol/decisions/index.ts";
import type { DemoDriver } from "./demo-driver.ts";
import { type DemoStep, step } from "./demo-step.ts";
import type { DemoProposal } from "./proposal.ts";
import { PROPOSALS } from "./proposals.ts";

/** Hours after the opening at which people answer, over and over. */
const ANSWER_HOURS = [2, 7, 25, 31, 50];

/** Days from such a proposal to the morning after it has taken effect. */
const ADMITTED_DAYS = 15;

/** Proposals are opened and answered. */
export function decidingSteps(): DemoStep[] {
  return PROPOSALS.flatMap((proposal) => {
    let decision = 0;
    const open = step(proposal.day, 10, async (driver) => {
      decision = await openDecision(driver, proposal);
    });
    const answers = proposal.ballots.map(([person, choice], place) =>
      step(proposal.day, 10 + (ANSWER_HOURS[place % ANSWER_HOURS.length] ?? 2), (driver) =>
        driver.act(person, "decisions/cast-vote", voteFor(decision, choice)),
      ),
    );
    return [open, ...answers, ...acceptances(proposal)];
  });
}

/** Anyone who is offered a place in a circle accepts it on the morning after. */
function acceptances({ day, effects }: DemoProposal): DemoStep[] {
  return effects.flatMap(({ type, input }) => {
    if (type !== "circles/admit") return [];
    const { circle, person } = input;
    return step(day + ADMITTED_DAYS, 9, (driver) =>
      driver.act(person, "circles/accept-place", { circle }),
    );
  });
}

async function openDecision(driver: DemoDriver, proposal: DemoProposal): Promise<number> {
  const { by, circle, kind, title, body } = proposal;
  const isOwn = proposal.effects.some(namesOwnText);
  const about = { audience: "public", content: { title, body } } as const;
  const text = await driver.publish(by, { kind: "proposal", ...about });
  const article = isOwn ? await driver.publish(by, { kind: "article", ...about }) : text;
  const effects = proposal.effects.map((effect) =>
    effectOf(
      namesOwnText(effect) ? { ...effect, input: { ...effect.input, text: article } } : effect,
    ),
  );
  const opened = await driver.act(by, "decisions/open", openFor({ circle, kind, text, effects }));
  return Number(opened.events[0]?.data["decision"]);
}

type ArticleEffect = Extract<PlainAction, { readonly type: "constitution/adopt-article" }>;

function namesOwnText(effect: PlainAction): effect is ArticleEffect {
  return effect.type === "constitution/adopt-article" && effect.input.text === "own";
}
