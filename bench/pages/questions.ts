import { viewPath } from "#client/view-path.js";
import { EVERYONE } from "#protocol/kernel/ids.js";
import { toPlain } from "#protocol/kernel/plain.js";

/** One request that a page of the app makes. */
export interface PageRequest {
  readonly page: string;
  readonly path: string;
  /** What is sent, as JSON; read only unless given. */
  readonly body?: string;
}

/** What the questions are about. */
export interface Subjects {
  readonly person: number;
  readonly other: number;
  readonly members: number;
  readonly decision: number;
  readonly action: string;
  /** The keys of everybody in the large circle: one long proof. */
  readonly range: { readonly from: string; readonly until: string };
  /** Names of texts to read. */
  readonly texts: readonly string[];
}

/** Every request that each page of the app makes of the node, as `web/src` makes them. */
export function pageRequests(about: Subjects): readonly PageRequest[] {
  const { person, other, decision } = about;
  const view = (page: string, name: string, query: object = {}): PageRequest => ({
    page,
    path: viewPath(name, query),
  });
  const proved = (name: string, query: object): PageRequest => ({
    page: "check",
    path: viewPath(name, query, { proved: "" }),
  });
  const rehearsal = (type: string, input: object): PageRequest => ({
    page: "rehearse",
    path: "/rehearsals",
    body: JSON.stringify(toPlain({ person, type, input })),
  });
  const get = (page: string, path: string): PageRequest => ({ page, path });
  const block = Array.from({ length: 50 }, (_, at) => 950 + at);
  const middle = Math.floor(about.members / 2);
  const large = { circle: 2 };
  const account = 2 ** 32 + 2;
  return [
    get("every", "/community"),
    get("every", "/network"),
    view("every", "records/some-profiles", { people: block }),
    { ...get("every", "/blobs/read"), body: JSON.stringify({ hashes: about.texts }) },
    view("home", "decisions/list"),
    view("home", "decisions/decision", { decision, person }),
    view("home", "challenges/tasks", { person }),
    view("home", "membership/applicants", { after: 0 }),
    view("home", "membership/person", { person }),
    view("home", "money/wallet", { account: person }),
    view("home", "identity/devices", { person }),
    view("home", "identity/freeze", { person }),
    view("home", "circles/offers", { person }),
    get("home", "/activity?limit=100"),
    view("people", "membership/counts"),
    view("people", "membership/people", { after: 0 }),
    view("people", "membership/people", { after: middle }),
    view("people", "membership/growth", { person }),
    get("people", "/names?search=townsman%201&after=0"),
    get("people", `/names?search=${middle}&after=0`),
    view("people", "membership/some", { people: block }),
    view("person", "membership/person", { person: other }),
    view("person", "money/payable", { from: person, to: other }),
    view("person", "challenges/together", { person: other, viewer: person }),
    view("person", "challenges/about", { person: other, viewer: person }),
    view("person", "challenges/shared", { person: other, other: other + 1 }),
    view("money", "money/trusts", { account: person }),
    view("decide", "decisions/ballots", { decision, after: 0 }),
    view("decide", "decisions/terms", { circle: EVERYONE, kind: "statement", effects: [] }),
    view("decide", "decisions/terms", { ...large, kind: "statement", effects: [] }),
    view("decide", "decisions/answer", { decision, person }),
    view("decide", "constitution/rules"),
    view("decide", "membership/heard", { after: 0 }),
    view("circles", "circles/list"),
    view("circles", "circles/circle", { circle: EVERYONE }),
    view("circles", "circles/circle", large),
    view("circles", "circles/people", { ...large, after: 0 }),
    view("circles", "circles/people", { circle: EVERYONE, after: middle }),
    view("circles", "circles/standing", { ...large, person }),
    view("circles", "money/wallet", { account }),
    view("circles", "money/trusts", { account }),
    view("challenges", "challenges/list"),
    view("helpers", "validators/set"),
    view("helpers", "validators/helpers"),
    view("helpers", "validators/lots"),
    view("helpers", "validators/changes", { person }),
    view("texts", "records/texts", { person }),
    view("texts", "identity/growth", { person }),
    view("join", "membership/invitations", { person }),
    get("why", `/why/${about.action}`),
    rehearsal("money/pay", { to: other, parts: [], note: "0".repeat(64) }),
    rehearsal("membership/vouch", { person: other }),
    rehearsal("membership/apply", {}),
    rehearsal("money/trust", { currency: other, cap: 0, until: Date.now() + 86_400_000 }),
    get("check", "/light/latest"),
    get("check", "/light/1"),
    get("check", `/proofs?from=${about.range.from}&until=${about.range.until}`),
    proved("membership/person", { person: other }),
    proved("membership/people", { after: middle }),
    proved("money/wallet", { account: person }),
    proved("circles/circle", { circle: EVERYONE }),
    proved("circles/people", { ...large, after: 0 }),
    proved("records/profiles", { after: middle }),
  ];
}
