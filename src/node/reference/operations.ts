import type { Plain } from "../../protocol/kernel/plain.ts";

/** An operation of the API that does not follow from the law. */
export interface Operation {
  readonly method: "get" | "post" | "put" | "delete";
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  /** What may stand behind the question mark, and what it means. */
  readonly query?: { readonly [name: string]: string };
  /** Media types that it takes. */
  readonly body?: readonly string[];
  /** 200 unless given. */
  readonly status?: number;
  /** JSON unless given. */
  readonly media?: string;
  readonly schema?: Plain;
}

const JSON_BODY = ["application/json"];
const RECEIPT = { $ref: "#/components/schemas/Receipt" };
const BYTES = { type: "string", format: "binary" };

/** All operations but the views. A test holds this list against the routes. */
export const OPERATIONS: readonly Operation[] = [
  {
    method: "post",
    path: "/actions",
    summary: "Takes a signed action, or up to 1,000, and answers when they are on the disk.",
    tag: "actions",
    body: ["application/octet-stream", "application/vnd.folkmoot.actions"],
    schema: RECEIPT,
  },
  {
    method: "get",
    path: "/actions/{id}",
    summary: "What became of an action.",
    tag: "actions",
    schema: RECEIPT,
  },
  {
    method: "get",
    path: "/why/{id}",
    summary: "Why an action came out as it did.",
    tag: "actions",
  },
  {
    method: "post",
    path: "/rehearsals",
    summary: "What would happen, without a signature and without a trace.",
    tag: "actions",
    body: JSON_BODY,
  },
  {
    method: "get",
    path: "/names",
    summary: "Finds people by their name or number, as far as anyone who asks may read names.",
    tag: "texts",
    query: {
      search: "letters of the name, or the number",
      after: "the number that the page comes after; 0 unless given",
    },
  },
  {
    method: "get",
    path: "/proofs/{room}/{table}",
    summary: "Proves what a range of a table's keys holds, completely.",
    tag: "history",
    query: {
      from: "first key, hexadecimal; the table's first unless given",
      until: "first key behind the range; the table's end unless given",
      height: "height of the header to prove against; the newest unless given",
    },
  },
  {
    method: "get",
    path: "/proofs",
    summary: "The same, the table being named by the key alone.",
    tag: "history",
    query: { from: "first key", until: "first key behind the range", height: "as above" },
  },
  {
    method: "get",
    path: "/blocks/{height}",
    summary:
      "A block with its commit and what came of its actions; not while it holds answers to an open vote.",
    tag: "history",
  },
  {
    method: "get",
    path: "/light/{height}",
    summary: "Header, commit and validators of a height, or of the latest.",
    tag: "history",
  },
  {
    method: "post",
    path: "/fresh",
    summary:
      "Has a newer page made where the newest is older than a minute, for members and whom they invited.",
    tag: "history",
  },
  {
    method: "get",
    path: "/network",
    summary:
      "Who signs blocks, who signed one of the newest two, and who is connected now and who is not.",
    tag: "history",
  },
  {
    method: "get",
    path: "/network/start",
    summary:
      "What a machine needs to join: where the network's chain starts, and this node's address.",
    tag: "history",
  },
  {
    method: "get",
    path: "/network/restarts",
    summary: "The restarts of the chain that more than half of the members have signed.",
    tag: "history",
  },
  {
    method: "get",
    path: "/network/restarts/{run}",
    summary: "A restart with its proofs and signatures, for anyone who checks it.",
    tag: "history",
  },
  {
    method: "get",
    path: "/network/turns/{height}",
    summary: "How far each validator of a height is from its turn to propose, in the set's order.",
    tag: "history",
  },
  {
    method: "post",
    path: "/network/texts",
    summary: "Texts by their hashes, for a machine that signs blocks and proves it.",
    tag: "texts",
    body: JSON_BODY,
  },
  {
    method: "get",
    path: "/community",
    summary: "What a stranger may know of the community.",
    tag: "community",
  },
  {
    method: "get",
    path: "/founding",
    summary: "The founding document, complete.",
    tag: "community",
  },
  {
    method: "get",
    path: "/activity",
    summary: "What happened, newest first.",
    tag: "community",
    query: { person: "whom it concerns", before: "where the last page ended", limit: "1 to 100" },
  },
  {
    method: "get",
    path: "/events",
    summary: "Live news of blocks; resumes behind Last-Event-ID.",
    tag: "community",
    query: { lastEventId: "like the header, for those who cannot set one" },
    media: "text/event-stream",
    schema: { type: "string" },
  },
  {
    method: "put",
    path: "/blobs/{hash}",
    summary:
      "Hands in the bytes of a text, by somebody who has signed in; an action must publish them within ten minutes.",
    tag: "texts",
    body: ["application/octet-stream"],
    status: 204,
  },
  {
    method: "get",
    path: "/blobs/{hash}",
    summary: "The bytes of a text, to whom it is for.",
    tag: "texts",
    media: "application/octet-stream",
    schema: BYTES,
  },
  {
    method: "post",
    path: "/blobs/read",
    summary: "The bytes of up to 200 texts, as far as they are here and for whom asks.",
    tag: "texts",
    body: JSON_BODY,
  },
  {
    method: "post",
    path: "/sessions/challenge",
    summary: "Bytes to sign with a device.",
    tag: "sessions",
  },
  {
    method: "post",
    path: "/sessions",
    summary: "Signs in with a signed challenge.",
    tag: "sessions",
    body: JSON_BODY,
  },
  { method: "get", path: "/sessions", summary: "Who is signed in here.", tag: "sessions" },
  {
    method: "delete",
    path: "/sessions",
    summary: "Signs out.",
    tag: "sessions",
    status: 204,
  },
  { method: "get", path: "/faults", summary: "All faults of the law.", tag: "reference" },
  {
    method: "get",
    path: "/faults/{room}/{slug}",
    summary: "What a fault means and what to do.",
    tag: "reference",
  },
  { method: "get", path: "/openapi.json", summary: "This description.", tag: "reference" },
  { method: "get", path: "/healthz", summary: "The process is alive.", tag: "node" },
  { method: "get", path: "/readyz", summary: "The node serves.", tag: "node" },
  {
    method: "get",
    path: "/metrics",
    summary: "Figures for Prometheus, for those who may read the home.",
    tag: "node",
    media: "text/plain",
    schema: { type: "string" },
  },
  {
    method: "get",
    path: "/backup",
    summary: "The whole home at one moment, as a tar, for those who may read the home.",
    tag: "node",
    media: "application/x-tar",
    schema: { type: "string", format: "binary" },
  },
  {
    method: "get",
    path: "/demo",
    summary: "The people of a demonstration and their keys.",
    tag: "demonstration",
  },
  {
    method: "post",
    path: "/demo/time",
    summary: "Lets time pass in a demonstration.",
    tag: "demonstration",
    body: JSON_BODY,
  },
  {
    method: "get",
    path: "/demo/helpers",
    summary: "How the helpers of a demonstration are doing; for those who may read its home.",
    tag: "demonstration",
  },
  {
    method: "post",
    path: "/demo/helpers/{helper}/{order}",
    summary:
      "Stops, starts, pauses or resumes a helper of a demonstration; for those who may read its home.",
    tag: "demonstration",
  },
];
