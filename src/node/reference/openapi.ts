import type { Plain } from "../../protocol/kernel/plain.ts";
import type { Law } from "../../protocol/law.ts";
import { jsonSchema } from "./json-schema.ts";
import { OPERATIONS, type Operation } from "./operations.ts";

type Json = { readonly [name: string]: Plain };

const PROBLEM_REF = { $ref: "#/components/schemas/Problem" };

/** Describes the whole API (OpenAPI 3.1): what is fixed by hand, views and actions from the law. */
export function openApi(law: Law, version: string): Json {
  const paths: { [path: string]: { [method: string]: Plain } } = {};
  const add = (path: string, method: string, operation: Plain): void => {
    paths[path] = { ...paths[path], [method]: operation };
  };
  for (const each of OPERATIONS) add(each.path, each.method, fixedOperation(each));
  for (const view of law.viewByName.values()) {
    add(`/views/${view.name}`, "get", viewOperation(law, view.name));
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Folkmoot node",
      version,
      summary: "A community's own network: signed actions in, provable answers out.",
      license: { name: "AGPL-3.0-or-later", identifier: "AGPL-3.0-or-later" },
    },
    servers: [{ url: "/api/v1" }],
    paths,
    components: { schemas: { Problem: PROBLEM, Receipt: RECEIPT, ...actionSchemas(law) } },
  };
}

/** The name of the schema of an action's input. */
export function inputSchemaName(type: string): string {
  return `input.${type.replace("/", ".")}`;
}

function actionSchemas(law: Law): { [name: string]: Plain } {
  const schemas: { [name: string]: Plain } = {};
  for (const action of law.actionByType.values()) {
    const schema = jsonSchema(action.input.description);
    const about = Object.entries(action.about).map(([field, what]) => `${field}: ${what}`);
    schemas[inputSchemaName(action.type)] = {
      ...schema,
      title: action.type,
      description: [action.summary, ...about].join("\n\n"),
      "x-tag": action.tag,
      "x-author": action.author,
    };
  }
  return schemas;
}

function viewOperation(law: Law, name: string): Plain {
  const view = law.viewByName.get(name);
  const fields = view?.query.description.kind === "record" ? view.query.description.fields : [];
  return {
    operationId: `view.${name.replace("/", ".")}`,
    summary: view?.summary ?? "",
    tags: ["views"],
    parameters: fields.map((field) => ({
      name: field.name,
      in: "query",
      required: true,
      schema: jsonSchema(field.shape),
    })),
    responses: {
      ...responses(200, "application/json", VIEW),
      "304": { description: "Nothing has changed since the tag that was sent." },
    },
  };
}

function fixedOperation({
  path,
  summary,
  tag,
  query,
  body,
  status,
  media,
  schema,
}: Operation): Plain {
  const inPath = [...path.matchAll(/\{([a-z]+)\}/g)].map(([, name]) => ({
    name: name ?? "",
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const inQuery = Object.entries(query ?? {}).map(([name, description]) => ({
    name,
    in: "query",
    required: false,
    description,
    schema: { type: "string" },
  }));
  const content = (body ?? []).map((type) => [type, { schema: bodySchema(type) }]);
  return {
    summary,
    tags: [tag],
    parameters: [...inPath, ...inQuery],
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: Object.fromEntries(content) } }),
    responses: responses(status ?? 200, media ?? "application/json", schema ?? { type: "object" }),
  };
}

function bodySchema(type: string): Plain {
  return type === "application/json" ? { type: "object" } : { type: "string", format: "binary" };
}

function responses(status: number, media: string, schema: Plain): { [status: string]: Plain } {
  const good =
    status === 204
      ? { description: "Done." }
      : { description: "The answer.", content: { [media]: { schema } } };
  return {
    [String(status)]: good,
    default: {
      description: "What went wrong (RFC 9457).",
      content: { "application/problem+json": { schema: PROBLEM_REF } },
    },
  };
}

const VIEW: Plain = {
  type: "object",
  required: ["asOf", "value"],
  properties: {
    asOf: {
      type: "object",
      properties: {
        height: { type: "integer" },
        time: { type: "integer", description: "when the newest block was made" },
        now: { type: "integer", description: "the moment at which the view was read" },
      },
    },
    value: {},
  },
};

const PROBLEM: Plain = {
  type: "object",
  required: ["type", "title", "status", "detail", "code"],
  properties: {
    type: { type: "string", description: "where the fault is described" },
    title: { type: "string", description: "what happened" },
    status: { type: "integer" },
    detail: { type: "string", description: "what can be done" },
    code: { type: "string", description: "stable, such as money/insufficient" },
    number: { type: "integer" },
    remedy: { type: "string" },
    details: { type: "object" },
    id: { type: "string", description: "the action's id" },
    height: { type: "integer", description: "the block in which the same bytes already are" },
    index: { type: "integer" },
  },
};

const RECEIPT: Plain = {
  type: "object",
  required: ["id", "height", "index", "code", "person", "type", "events"],
  properties: {
    id: { type: "string", pattern: "^[0-9a-f]{64}$" },
    height: { type: "integer" },
    index: { type: "integer" },
    code: { type: "integer" },
    person: { type: "integer" },
    type: { type: "string" },
    events: { type: "array", items: { type: "object" } },
  },
};
