import { useView } from "../../live/use-view.ts";
import { Section } from "../../parts/card.tsx";
import { More } from "../../parts/why.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";

const everyone = 1;

/** How everyone together decides, in the law's own sentences. */
export function WhoDecides() {
  const words = useRoomWords();
  const circle = useView("circles/circle", { circle: everyone }).data;
  return (
    <Section
      title={words.decide.whoDecides}
      side={<a href={to(["rules"])}>{words.decide.allRules}</a>}
    >
      <p class="soft small">{words.decide.lead}</p>
      {circle === undefined ? null : (
        <More title={words.circles.decidesHow}>
          <dl class="stack stack-close small">
            {circle.policies.map(({ kind, sentence }) => (
              <div key={kind}>
                <dt class="name">{words.circles.kinds[kind]}</dt>
                <dd class="soft">{sentence}</dd>
              </div>
            ))}
          </dl>
        </More>
      )}
    </Section>
  );
}
