import type { Signer } from "../../engine/embedded/signer.ts";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { recoveryProof } from "../../protocol/identity/index.ts";
import { inDomain } from "../../protocol/kernel/domain.ts";
import { DAY } from "../../protocol/kernel/time.ts";
import { APPLICANT, FOUNDERS, INVITED, MEMBERS } from "./people.ts";
import { type Scene, scene } from "./scene.ts";
import type { Stage } from "./stage.ts";

/** What arrivals need to know beside the stage. */
export interface ArrivalNeeds {
  readonly community: Uint8Array;
  readonly signerOf: (person: number) => Signer;
  readonly recoveryOf: (person: number) => Signer;
  /** The key pair behind an invitation's link. */
  readonly secretOf: (invitation: string) => Signer;
}

/** People come by invitation, are vouched for, and one still waits. */
export function arrivalScenes(needs: ArrivalNeeds): Scene[] {
  const scenes: Scene[] = [];
  for (let person = 1; person <= FOUNDERS; person += 1) {
    scenes.push(scene(0, 1, (stage) => introduce(stage, person, MEMBERS[person - 1])));
  }
  for (const { by, guests } of INVITED) {
    let open: Invitation | undefined;
    const day = guestsDay(guests[0] ?? 0);
    scenes.push(
      scene(day, 2, async (stage) => {
        open = await invite(stage, needs, { by, uses: guests.length, days: 7 });
      }),
    );
    for (const [place, guest] of guests.entries()) {
      const join = (stage: Stage) => joinBy(stage, needs, guest, open);
      // One an hour, so that people are numbered in the order of the list.
      scenes.push(scene(day, 4 + place, join));
      scenes.push(scene(day, 9, (stage) => introduce(stage, guest, MEMBERS[guest - 1])));
    }
    scenes.push(...vouchScenes(day, guests));
  }
  return [...scenes, ...applicantScenes(needs)];
}

/** Groups of guests come five days apart, which is the pace at which a member may vouch. */
function guestsDay(firstGuest: number): number {
  return 1 + Math.floor((firstGuest - FOUNDERS - 1) / 4) * 5;
}

/** Each founder vouches once per group; each guest gets three vouches. */
function vouchScenes(day: number, guests: readonly number[]): Scene[] {
  // An hour later each time, so that the days between two vouches are whole.
  const hour = 14 + Math.floor(day / 5);
  return Array.from({ length: FOUNDERS }, (_, place) => {
    const guest = guests[Math.floor(place / 3)] ?? 0;
    return scene(day, hour + (place % 3), (stage) =>
      stage.act(place + 1, "membership/vouch", { person: guest }),
    );
  });
}

function applicantScenes(needs: ArrivalNeeds): Scene[] {
  const person = MEMBERS.length + 1;
  let open: Invitation | undefined;
  return [
    scene(26, 9, async (stage) => {
      open = await invite(stage, needs, { by: 3, uses: 1, days: 14 });
    }),
    scene(26, 13, (stage) => joinBy(stage, needs, person, open)),
    scene(26, 19, (stage) => introduce(stage, person, APPLICANT)),
    scene(27, 8, (stage) => stage.act(3, "membership/vouch", { person })),
    scene(28, 13, (stage) => stage.act(8, "membership/vouch", { person })),
    // An invitation that nobody has answered.
    scene(27, 13, (stage) => invite(stage, needs, { by: 4, uses: 2, days: 14 })),
  ];
}

/** An invitation and the secret in its link. */
interface Invitation {
  readonly number: number;
  readonly secret: Signer;
}

async function invite(
  stage: Stage,
  { secretOf }: ArrivalNeeds,
  { by, uses, days }: { readonly by: number; readonly uses: number; readonly days: number },
): Promise<Invitation> {
  const secret = secretOf(`${by}, ${uses} uses, ${days} days`);
  const until = stage.now() + days * DAY;
  const input = { key: secret.publicKey, uses, until };
  const receipt = await stage.act(by, "membership/invite", input);
  return { number: Number(receipt.events[0]?.data["invitation"]), secret };
}

async function joinBy(
  stage: Stage,
  { community, signerOf, recoveryOf }: ArrivalNeeds,
  person: number,
  open: Invitation | undefined,
): Promise<void> {
  if (open === undefined) throw new Error("the demonstration: nobody was invited yet");
  const key = signerOf(person).publicKey;
  const message = nativeHasher.sha256(inDomain("invitation-proof", community, key));
  const receipt = await stage.join(person, "membership/join", {
    invitation: open.number,
    key,
    recovery: recoveryOf(person).publicKey,
    proof: open.secret.sign(message),
    recoveryProof: recoveryOf(person).sign(recoveryProof({ ...nativeHasher, community }, key)),
  });
  if (receipt.person !== person) {
    throw new Error(`the demonstration: person ${person} was numbered ${receipt.person}`);
  }
}

async function introduce(
  stage: Stage,
  person: number,
  profile: { readonly name: string; readonly about: string } | undefined,
): Promise<void> {
  const content = { name: profile?.name ?? "", about: profile?.about ?? "" };
  const text = await stage.publish(person, { kind: "profile", audience: "community", content });
  await stage.act(person, "records/set-profile", { text });
}
