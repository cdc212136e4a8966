import { nativeHasher } from "#engine/native-hasher.js";
import {
  completeFounding,
  createStateMachine,
  DAY,
  encode,
  type FoundingDocument,
  folkmootLaw,
  foundState,
  NOTHING_SEEN,
  type PersonId,
  writeEnvelope,
} from "#protocol/index.js";

const START = 20_000 * DAY;
const NONE = new Uint8Array(32);
const FOUNDERS = 24;
/** Texts that are tried in one day. */
const TRIED = 600;

/** What one member adds to a community's state who writes all day, by the law of this build. */
export function writeAllDay(days: number, bytes: number) {
  const keyOf = (number: number) => nativeHasher.sha256(Uint8Array.of(number, 1));
  const document = completeFounding(folkmootLaw.rooms, {
    format: 1,
    foundedAt: START,
    salt: NONE,
    validators: [{ key: keyOf(0), power: 1 }],
    rooms: {
      identity: {
        people: Array.from({ length: FOUNDERS }, (_, at) => ({
          device: keyOf(at + 1),
          recovery: NONE,
        })),
      },
      membership: {
        members: Array.from({ length: FOUNDERS }, (_, at) => {
          return { person: at + 1, since: START, founder: true, invitedBy: 0 };
        }),
        vouches: [],
      },
    },
  } as FoundingDocument);
  const world = { hasher: nativeHasher, verify: () => true, vrf: () => undefined };
  const founded = foundState(folkmootLaw, document, world);
  if (!founded.ok) throw new Error(founded.reason);
  const { community, state } = founded.value;
  const machine = createStateMachine(folkmootLaw, community, world);
  let nonce = 0;
  let now = START;
  const act = (type: string, input: unknown): boolean => {
    const action = folkmootLaw.actionByType.get(type);
    if (action === undefined) throw new Error(type);
    nonce += 1;
    const body = {
      community,
      person: 1 as PersonId,
      device: 0,
      nonce,
      expires: now + DAY,
      seen: NOTHING_SEEN,
      tag: action.tag,
      payload: encode(action.input, input as never),
    };
    const wire = writeEnvelope({ kind: "person", body, signature: new Uint8Array(64) });
    const standing = machine.standingOn(state, now, NOTHING_SEEN);
    return machine.execute(state, machine.decode(wire), standing).code === 0;
  };
  let kept = 0;
  let tried = 0;
  for (let day = 0; day < days; day += 1) {
    for (let sent = 0; sent < TRIED; sent += 1) {
      tried += 1;
      const digest = nativeHasher.sha256(new TextEncoder().encode(`text ${tried}`));
      const input = { digest, audience: "public", kind: "note", bytes };
      if (!act("records/publish", input)) break;
      kept += 1;
    }
    now += DAY;
    machine.begin(state, now);
  }
  const table = folkmootLaw.tableByName.get("records/texts");
  if (table === undefined) throw new Error("the law has texts");
  const rows = [...state.scan(table, table.keyBytes([]), table.endBytes([]))].length;
  return { days, texts: kept, rows, kilobytesADay: Math.round((kept * bytes) / days / 1024) };
}
