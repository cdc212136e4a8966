import { choicesFor, knownKeys, nameKnown } from "../../../keys/safety.ts";
import type { KeyHand } from "../../../live/key-hand.ts";
import { reading } from "../../../live/reading.ts";
import { useAct } from "../../../live/use-act.ts";
import { useRehearsal } from "../../../live/use-rehearsal.ts";
import type { Shown } from "../../../live/use-view.ts";
import { Button } from "../../../parts/button.tsx";
import { Mark } from "../../../parts/card.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
import { Outcome } from "../../../parts/outcome.tsx";
import { When } from "../../../parts/value.tsx";
import { useRoomWords } from "../../../words/room-words.ts";

/** A device as the law shows it. */
export type Row = Shown<"identity/devices">[number];

/** A device of a person, and the key with which something can be done about it here. */
export interface KeyRowProps {
  readonly row: Row;
  readonly hand: KeyHand;
  readonly mine: Row | undefined;
}

/** One device: how it ranks, what is going on with it, and what can be done. */
export function KeyRow({ row, hand, mine }: KeyRowProps) {
  const words = useRoomWords();
  const isHere = row.key === hand.key;
  return (
    <li class="stack stack-close">
      <div class="row row-apart">
        <div class="grow">
          <h3>
            {words.names.device(row.device + 1)}, {words.devices.kinds[row.kind]}
          </h3>
          <p class="soft small">
            {words.devices.since} <When at={row.since} />
            {row.isLive ? `, ${words.safety.rank(row.rank)}` : ""}
          </p>
        </div>
        {isHere ? <Mark tone="moss">{words.devices.thisOne}</Mark> : null}
        {row.isLive && row.isNew ? <Mark tone="clay">{words.safety.isNew}</Mark> : null}
        {row.isLive && row.isFrozen ? <Mark tone="clay">{words.safety.isFrozen}</Mark> : null}
        {row.isLive ? null : <Mark>{words.devices.over}</Mark>}
      </div>
      {row.isLive ? <GoingOn row={row} /> : null}
      {row.isLive ? <Choices row={row} hand={hand} mine={mine} /> : null}
    </li>
  );
}

function GoingOn({ row }: { readonly row: Row }) {
  const words = useRoomWords().safety;
  const { removal } = row;
  return (
    <>
      {row.isNew ? (
        <p class="small">
          {words.newUntil} <When at={row.oldFrom} />.
        </p>
      ) : null}
      {removal === null ? null : (
        <p class="small">
          {words.removedOn} <When at={removal.at} />.{" "}
          {removal.together === null
            ? words.begunBy(removal.by)
            : words.together(removal.by, removal.together)}{" "}
          {removal.vetoedBy === null ? "" : words.opposed(removal.vetoedBy)}
        </p>
      )}
    </>
  );
}

function Choices({ row, hand, mine }: KeyRowProps) {
  const words = useRoomWords();
  const can = choicesFor(row, mine);
  const isHere = row.key === hand.key;
  const removing = useAct();
  const keeping = useAct();
  const refusing = useAct();
  const input = { device: row.device };
  const about = mine === undefined ? undefined : { person: hand.person, device: mine.device };
  const asked = isHere || can.remove ? input : undefined;
  const { cannot } = useRehearsal("identity/revoke-device", asked, about);
  const stops = mine?.isFrozen ? words.safety.cannotFrozen : cannot;
  const isStrange = row.isNew && !isHere && !knownKeys().has(row.key);
  return (
    <div class="row">
      {isHere || can.remove ? (
        <Confirm
          kind="quiet"
          label={isHere ? words.safety.removeHere : words.devices.remove}
          cannot={stops}
          title={words.devices.removeTitle}
          means={isHere ? words.safety.removeHereMeans : words.safety.removeOtherMeans}
          act={removing}
          work={() => hand.act("identity/revoke-device", input)}
        />
      ) : null}
      {can.keep ? (
        <Confirm
          label={words.safety.keep}
          title={words.safety.keepTitle}
          means={words.safety.keepMeans}
          act={keeping}
          work={() => hand.act("identity/veto-removal", input)}
        />
      ) : null}
      {can.refuse ? (
        <Confirm
          label={words.safety.refuse}
          title={words.safety.refuseTitle}
          means={words.safety.refuseMeans}
          act={refusing}
          work={() => hand.act("identity/veto-device", input)}
        />
      ) : null}
      {isStrange ? (
        <Button
          kind="quiet"
          onPress={() => {
            nameKnown(row.key);
            reading.news.changed("everything");
          }}
        >
          {words.safety.mine}
        </Button>
      ) : null}
      <Outcome act={removing} done={isHere ? words.devices.removed : words.safety.begun} />
      <Outcome act={keeping} done={words.safety.kept} />
      <Outcome act={refusing} done={words.safety.refused} />
    </div>
  );
}
