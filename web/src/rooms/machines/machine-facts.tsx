import type { ComponentChildren } from "preact";
import { useText } from "../../live/use-texts.ts";
import { When } from "../../parts/value.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { readDeclaration } from "./declaration.ts";
import type { Machine } from "./use-machines.ts";

type Fact = readonly [name: string, value: ComponentChildren];

function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl class="facts">
      {facts.map(([name, value]) => [
        <dt key={`${name}-name`}>{name}</dt>,
        <dd key={name}>{value}</dd>,
      ])}
    </dl>
  );
}

/** What a helper says of a machine: other people's words, shown as such. */
export function Declared({ hash }: { readonly hash: string }) {
  const words = useRoomWords().helpers;
  const text = useText(hash);
  const said = text.kind === "read" ? readDeclaration(text.content) : {};
  const facts = (["place", "provider", "address", "software"] as const).flatMap((field) =>
    said[field] === undefined
      ? []
      : [[words.declared[field], <bdi key={field}>{said[field]}</bdi>] as const],
  );
  if (facts.length === 0) return <p class="soft small">{words.undeclared}</p>;
  return (
    <div>
      <p class="soft small">{words.declaredHow}</p>
      <Facts facts={facts} />
    </div>
  );
}

/** What the record knows of a machine: since when, until when, how reliably. */
export function Recorded({ machine }: { readonly machine: Machine }) {
  const words = useRoomWords().helpers;
  const { since, signsSince, seatUntil, present, absent, uptime, decision } = machine;
  const facts: Fact[] = [
    [words.since, <When key="since" at={since} />],
    ...(signsSince === 0
      ? []
      : [[words.signsSince, <When key="signs" at={signsSince} />] as const]),
    ...(seatUntil === 0 ? [] : [[words.seatUntil, <When key="until" at={seatUntil} />] as const]),
    ...(decision === 0
      ? []
      : [
          [
            words.seatBy,
            <a key="by" href={to(["decide", decision])}>
              {words.decision(decision)}
            </a>,
          ] as const,
        ]),
    ...(uptime === null
      ? []
      : [[words.attendance, words.attended(present, present + absent, uptime)] as const]),
  ];
  return <Facts facts={facts} />;
}

/** What consensus has proved against a machine. */
export function Misbehaviours({ machine }: { readonly machine: Machine }) {
  const words = useRoomWords().helpers;
  if (machine.misbehaviours.length === 0) return null;
  return (
    <div>
      <h4>{words.misbehaved}</h4>
      <ul>
        {machine.misbehaviours.map(({ height, kind, at }) => (
          <li key={height} class="small">
            {words.misbehaviours[kind](height)}, <When at={at} />
          </li>
        ))}
      </ul>
    </div>
  );
}
