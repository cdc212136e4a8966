import type { Shown } from "../../live/use-view.ts";
import { Wash } from "../../parts/card.tsx";
import { When } from "../../parts/value.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import { EffectLine } from "./effect-line.tsx";

/** What happens by itself if a proposal passes, or what has happened. */
export function Effects({ shown }: { readonly shown: Shown<"decisions/decision"> }) {
  const words = useRoomWords().decide;
  const { stage, effects, policy } = shown;
  if (stage === "failed" || stage === "withdrawn") return null;
  if (effects.length === 0) return <p class="soft">{words.nothingHappens}</p>;
  const titles = {
    open: words.willHappenLater(policy.delayMs),
    passed: words.happensSoon,
    "in-effect": words.happened,
    "without-effect": words.didNotHappen,
  };
  return (
    <Wash tone="moss">
      <p class="wash-title">{titles[stage]}</p>
      {effects.map((effect) => (
        <EffectLine key={JSON.stringify(effect)} effect={effect} />
      ))}
      {stage === "passed" ? (
        <p class="soft small">
          {words.effect} <When at={shown.effectAt} />.
        </p>
      ) : null}
    </Wash>
  );
}
