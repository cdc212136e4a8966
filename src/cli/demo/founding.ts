import type { Signer } from "../../engine/embedded/signer.ts";
import { type FoundingDocument, newestFormat } from "../../protocol/founding.ts";
import { EVERYONE } from "../../protocol/kernel/ids.ts";
import { DAY } from "../../protocol/kernel/time.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { type DemoBlob, demoBlob } from "./demo-driver.ts";
import { FOUNDERS } from "./people.ts";
import type { Random } from "./random.ts";
import { ARTICLES, CHARTER, CIRCLES, ROLES } from "./texts.ts";

/** What the founding of the demonstration needs. */
export interface FoundingNeeds {
  readonly random: Random;
  readonly foundedAt: number;
  readonly validator: Uint8Array;
  readonly signerOf: (person: number) => Signer;
  readonly recoveryOf: (person: number) => Signer;
}

/** The founding phase: everybody who is here now came in it; who waits now came after it. */
const PHASE_DAYS = 20;
const PHASE_MEMBERS = 48;
/** The owner of what belongs to everybody. */
const EVERYBODY = 0;

/** The founding document of the demonstration, and the texts that it refers to. */
export function demoFounding(needs: FoundingNeeds): {
  readonly document: FoundingDocument;
  readonly blobs: readonly DemoBlob[];
} {
  const { random, foundedAt } = needs;
  const of = (purpose: string) => ({ author: 0, purpose });
  const charter = demoBlob(random, of("charter"), CHARTER);
  const articles = ARTICLES.map((text) =>
    demoBlob(random, of(`article ${text.title}`), { ...text }),
  );
  const purposes = CIRCLES.map(({ name, purpose }) =>
    demoBlob(random, of(`circle ${name}`), { name, purpose }),
  );
  const tasks = ROLES.map(({ name, purpose }) =>
    demoBlob(random, of(`role ${name}`), { name, purpose }),
  );
  const text = (kind: "charter" | "article" | "purpose") => (blob: DemoBlob) => ({
    hash: blob.hash,
    owner: EVERYBODY,
    audience: "public",
    kind,
    bytes: blob.bytes.length,
  });
  const founders = Array.from({ length: FOUNDERS }, (_, place) => place + 1);
  const document: FoundingDocument = {
    format: newestFormat(folkmootLaw),
    foundedAt,
    salt: random.bytes("founding"),
    validators: [{ key: needs.validator, power: 1 }],
    rooms: {
      constitution: {
        charter: charter.hash,
        parameters: [],
        articles: articles.map(({ hash }) => hash),
      },
      identity: {
        people: founders.map((person) => ({
          device: needs.signerOf(person).publicKey,
          recovery: needs.recoveryOf(person).publicKey,
        })),
      },
      membership: {
        members: founders.map((person) => ({
          person,
          since: foundedAt,
          founder: true,
          invitedBy: 0,
        })),
        vouches: [],
        phase: { days: PHASE_DAYS, members: PHASE_MEMBERS },
      },
      circles: {
        policies: demoPolicies(),
        circles: CIRCLES.map(({ members }, place) => ({
          parent: EVERYONE,
          purpose: purposes[place]?.hash ?? charter.hash,
          members,
        })),
        roles: ROLES.map(({ circle, holder, days }, place) => ({
          circle,
          purpose: tasks[place]?.hash ?? charter.hash,
          holder,
          until: holder === 0 ? 0 : foundedAt + days * DAY,
        })),
      },
      records: {
        texts: [
          ...[charter].map(text("charter")),
          ...articles.map(text("article")),
          ...[...purposes, ...tasks].map(text("purpose")),
        ],
        profiles: [],
      },
    },
  };
  return { document, blobs: [charter, ...articles, ...purposes, ...tasks] };
}

/** The harbour decides within a week and waits another: quicker than the defaults, for a visitor's sake. */
function demoPolicies() {
  const weighty = { quorum: 2000, majority: { numerator: 3, denominator: 5 } };
  const light = { quorum: 1000, majority: { numerator: 1, denominator: 2 } };
  const week = { votingMs: 7 * DAY, delayMs: 7 * DAY };
  return [
    { circle: EVERYONE, kind: "rule", policy: { ...weighty, ...week } },
    { circle: EVERYONE, kind: "article", policy: { ...weighty, ...week } },
    { circle: EVERYONE, kind: "circle", policy: { ...light, votingMs: 4 * DAY, delayMs: 2 * DAY } },
  ];
}
