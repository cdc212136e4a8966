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

function Inputs({ inputs = [] }: { readonly inputs?: readonly WhyInput[] | undefined }) {
  if (inputs.length === 0) return null;
  return (
    <dl class="facts facts-figures">
      {inputs.map((input) => [
        <dt key={`${input.name}-name`}>{input.name}</dt>,
        <dd key={input.name}>
          <bdi>{input.value}</bdi>
        </dd>,
      ])}
    </dl>
  );
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
      <summary>{title ?? words.parts.why}</summary>
      <div class="stack stack-close">
        <p>{why.sentence}</p>
        <Inputs inputs={why.inputs} />
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

/** A rule in one sentence that is always seen, and behind "Why?" what it means here. */
export function Rule({
  sentence,
  why,
  children,
}: {
  readonly sentence: string;
  readonly why?: string;
  readonly children: ComponentChildren;
}) {
  const words = useWords().parts;
  return (
    <details class="rule">
      <summary>
        <span>{sentence}</span>
        <span class="rule-why">{why ?? words.why}</span>
      </summary>
      <div class="stack stack-close">{children}</div>
    </details>
  );
}

/** A rule with what went into an outcome behind its "Why?". */
export function RuleOf({ why, title }: { readonly why: Explanation; readonly title?: string }) {
  const words = useWords().parts;
  return (
    <Rule sentence={why.sentence} {...(title === undefined ? {} : { why: title })}>
      <Inputs inputs={why.inputs} />
      {why.rule === undefined ? null : (
        <p class="soft">
          {words.rule}: {why.rule}
        </p>
      )}
    </Rule>
  );
}

/** More about something, for those who want it. */
export function More({
  title,
  children,
}: {
  readonly title: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  return (
    <details class="fold">
      <summary>
        <span>{title}</span>
        <span class="fold-arrow">
          <Icon name="down" small />
        </span>
      </summary>
      <div class="stack">{children}</div>
    </details>
  );
}
