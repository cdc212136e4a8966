import type { Signer } from "../../engine/embedded/signer.ts";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { recoveryProof } from "../../protocol/identity/index.ts";
import { inDomain } from "../../protocol/kernel/domain.ts";
import { DAY } from "../../protocol/kernel/time.ts";
import type { DemoDriver } from "./demo-driver.ts";
import { type DemoStep, step } from "./demo-step.ts";
import { APPLICANT, FOUNDERS, INVITED, MEMBERS } from "./people.ts";

/** What arrivals need to know beside the driver. */
export interface ArrivalNeeds {
  readonly community: Uint8Array;
  readonly signerOf: (person: number) => Signer;
  readonly recoveryOf: (person: number) => Signer;
  /** The key pair behind an invitation's link. */
  readonly secretOf: (invitation: string) => Signer;
}

/** People come by invitation, are vouched for, and one still waits. */
export function arrivalSteps(needs: ArrivalNeeds): DemoStep[] {
  const steps: DemoStep[] = [];
  for (let person = 1; person <= FOUNDERS; person += 1) {
    steps.push(step(0, 1, (driver) => introduce(driver, person, MEMBERS[person - 1])));
  }
  for (const { by, guests } of INVITED) {
    let open: Invitation | undefined;
    const day = guestsDay(guests[0] ?? 0);
    steps.push(
      step(day, 2, async (driver) => {
        open = await invite(driver, needs, { by, uses: guests.length, days: 7 });
      }),
    );
    for (const [place, guest] of guests.entries()) {
      const join = (driver: DemoDriver) => joinBy(driver, needs, guest, open);
      // One an hour, so that people are numbered in the order of the list.
      steps.push(step(day, 4 + place, join));
      steps.push(step(day, 9, (driver) => introduce(driver, guest, MEMBERS[guest - 1])));
    }
    steps.push(...vouchSteps(day, guests));
  }
  return [...steps, ...applicantSteps(needs)];
}

/** Groups of guests come five days apart, which is the pace at which a member may vouch. */
function guestsDay(firstGuest: number): number {
  return 1 + Math.floor((firstGuest - FOUNDERS - 1) / 4) * 5;
}

/** Each founder vouches once per group; each guest gets three vouches. */
function vouchSteps(day: number, guests: readonly number[]): DemoStep[] {
  // An hour later each time, so that the days between two vouches are whole.
  const hour = 14 + Math.floor(day / 5);
  return Array.from({ length: FOUNDERS }, (_, place) => {
    const guest = guests[Math.floor(place / 3)] ?? 0;
    return step(day, hour + (place % 3), (driver) =>
      driver.act(place + 1, "membership/vouch", { person: guest }),
    );
  });
}

function applicantSteps(needs: ArrivalNeeds): DemoStep[] {
  const person = MEMBERS.length + 1;
  let open: Invitation | undefined;
  return [
    step(26, 9, async (driver) => {
      open = await invite(driver, needs, { by: 3, uses: 1, days: 14 });
    }),
    step(26, 13, (driver) => joinBy(driver, needs, person, open)),
    step(26, 19, (driver) => introduce(driver, person, APPLICANT)),
    step(27, 8, (driver) => driver.act(3, "membership/vouch", { person })),
    step(28, 13, (driver) => driver.act(8, "membership/vouch", { person })),
    // An invitation that nobody has answered.
    step(27, 13, (driver) => invite(driver, needs, { by: 4, uses: 2, days: 14 })),
  ];
}

/** An invitation and the secret in its link. */
interface Invitation {
  readonly number: number;
  readonly secret: Signer;
}

async function invite(
  driver: DemoDriver,
  { secretOf }: ArrivalNeeds,
  { by, uses, days }: { readonly by: number; readonly uses: number; readonly days: number },
): Promise<Invitation> {
  const secret = secretOf(`${by}, ${uses} uses, ${days} days`);
  const until = driver.now() + days * DAY;
  const input = { key: secret.publicKey, uses, until };
  const receipt = await driver.act(by, "membership/invite", input);
  return { number: Number(receipt.events[0]?.data["invitation"]), secret };
}

async function joinBy(
  driver: DemoDriver,
  { community, signerOf, recoveryOf }: ArrivalNeeds,
  person: number,
  open: Invitation | undefined,
): Promise<void> {
  if (open === undefined) throw new Error("the demonstration: nobody was invited yet");
  const key = signerOf(person).publicKey;
  const message = nativeHasher.sha256(inDomain("invitation-proof", community, key));
  const receipt = await driver.join(person, {
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
  driver: DemoDriver,
  person: number,
  profile: { readonly name: string; readonly about: string } | undefined,
): Promise<void> {
  const content = { name: profile?.name ?? "", about: profile?.about ?? "" };
  const text = await driver.publish(person, { kind: "profile", audience: "community", content });
  await driver.act(person, "records/set-profile", { text });
}
