import type { ComponentChildren } from "preact";
import { useWords } from "../words/language.ts";
import { Icon } from "./icon.tsx";

/** One number or word that went into an outcome. */
export interface WhyInput {
  readonly name: string;
  readonly value: string;
}

/** Why something came out as it did: the sentence, the rule and what was put into it. */
export interface Explanation {
  readonly sentence: string;
  readonly rule?: string | undefined;
  readonly inputs?: readonly WhyInput[] | undefined;
}

/** "Why?", opened in place: the sentence, what went in, and the rule. */
export function Why({
  why,
  title,
  open = false,
  children,
}: {
  readonly why: Explanation;
  readonly title?: string;
  readonly open?: boolean;
  readonly children?: ComponentChildren;
}) {
  const words = useWords();
  return (
    <details class="why" open={open}>
      <summary>
        {title ?? words.parts.why}
        <Icon name="next" small />
      </summary>
      <div class="stack stack-close">
        <p>{why.sentence}</p>
        {why.inputs === undefined || why.inputs.length === 0 ? null : (
          <dl class="why-inputs">
            {why.inputs.map((input) => [
              <dt key={`${input.name}-name`}>{input.name}</dt>,
              <dd key={input.name}>
                <bdi>{input.value}</bdi>
              </dd>,
            ])}
          </dl>
        )}
        {why.rule === undefined ? null : (
          <p class="soft small">
            {words.parts.rule}: {why.rule}
          </p>
        )}
        {children}
      </div>
    </details>
  );
}

/** More about something, for those who want it. */
export function More({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ComponentChildren;
}) {
  return (
    <details class="more">
      <summary>
        {title}
        <Icon name="next" small />
      </summary>
      <div class="stack stack-close">{children}</div>
    </details>
  );
}
