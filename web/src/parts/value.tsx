import { useEffect, useState } from "preact/hooks";
import { communityNow } from "../live/clock.ts";
import { type AmountStyle, amount } from "../words/amount.ts";
import { fullTime, near } from "../words/time.ts";

/** How an amount is shown. */
export interface AmountProps extends AmountStyle {
  readonly units: string | number | bigint;
  /** As the one number of its page. */
  readonly big?: boolean;
}

/** An amount of money, from micro-units; what came in is green, what went out is never red. */
export function Amount({ units, big = false, ...style }: AmountProps) {
  const text = amount(units, style);
  if (!big) {
    const isIn = style.signed === true && BigInt(units) > 0n;
    return (
      <data class={`amount${isIn ? " amount-in" : ""}`} value={units.toString()}>
        <bdi>{text}</bdi>
      </data>
    );
  }
  const cut = text.length - (style.digits ?? 2) - 1;
  return (
    <data class="big" value={units.toString()}>
      {text.slice(0, cut)}
      <span class="cents">{text.slice(cut)}</span>
    </data>
  );
}

/** A moment: said as a neighbour would, in full where the pointer rests. */
export function When({ at }: { readonly at: number }) {
  const [now, setNow] = useState(communityNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(communityNow()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={new Date(at).toISOString()} title={fullTime(at)}>
      {near(at, Math.max(now, communityNow()))}
    </time>
  );
}

/** A person's name as they write it, in whatever direction that is. */
export function PersonName({ name, href }: { readonly name: string; readonly href?: string }) {
  const said = <bdi dir="auto">{name}</bdi>;
  return href === undefined ? said : <a href={href}>{said}</a>;
}

/** Something that a person wrote, in its own direction. */
export function Said({ text }: { readonly text: string }) {
  return (
    <span dir="auto" class="said">
      {text}
    </span>
  );
}
