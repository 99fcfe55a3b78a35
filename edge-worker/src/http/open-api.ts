import about from "sluice/package.json" with { type: "json" };
import * as z from "zod/mini";

import { named, namedForms } from "../forms/named.ts";
import { roles, type Role } from "../tokens.ts";
import { defaultMaxBodyBytes } from "./read-call.ts";
import type { AnswerForm, Route } from "./route.ts";

type Json = Readonly<Record<string, unknown>>;

const componentUri = (id: string): string => `#/components/schemas/${id}`;

/** The OpenAPI 3.1 document of `routes`, made of the forms they check with and the roles they ask for. */
export function openApiDocument(routes: readonly Route[]): object {
  for (const { id, body } of routes) {
    if (body && !namedForms.has(body)) named(`${id[0]!.toUpperCase()}${id.slice(1)}Body`, body);
  }
  return {
    openapi: "3.1.1",
    info: { title: "Sluice", version: about.version, description: about.description, license: { name: about.license } },
    servers: [{ url: "/" }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths: pathsOf(routes),
    components: {
      schemas: componentSchemas(),
      securitySchemes: securitySchemes(),
      responses: { Problem: problemResponse },
    },
  };
}

function pathsOf(routes: readonly Route[]): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method.toLowerCase()] = operationOf(route);
  return paths;
}

function operationOf(route: Route): Json {
  const { id, tag, summary, description, role, body } = route;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    security: role === null ? [] : securityOf(role),
    parameters: parametersOf(route),
    ...(body && { requestBody: requestBodyOf(route, body) }),
    responses: responsesOf(route),
  };
}

function securityOf(role: Role): Json[] {
  return [
    { [role]: [] },
    ...(role === "cron" ? [{ rotationSecret: [] }] : []),
    ...(role === "admin" ? [] : [{ admin: [] }]),
  ];
}

function securitySchemes(): Json {
  const bearers = Object.entries(roles).map(([role, description]) => [
    role,
    { type: "http", scheme: "bearer", description },
  ]);
  const rotationSecret = { type: "apiKey", in: "header", name: "x-rotation-secret", description: roles.cron };
  return { ...Object.fromEntries(bearers), rotationSecret };
}

function parametersOf({ params = {}, query = {}, matches }: Route): Json[] {
  const inPath = Object.entries(params).map(([name, form]) => ({
    name,
    in: "path",
    required: true,
    schema: schemaOf(form),
  }));
  const inQuery = Object.entries(query).map(([name, form]) => {
    const required = !form.safeParse(undefined).success;
    return { name, in: "query", ...(required && { required }), schema: schemaOf(form) };
  });
  return [...inPath, ...inQuery, ...(matches === undefined ? [] : precondition(matches))];
}

function precondition(what: string): Json[] {
  const match = `The version of ${what} that the change was made to, in quotes. Another one is a conflict.`;
  return [
    { name: "If-Match", in: "header", description: match, schema: { type: "string", pattern: '^"\\d{1,16}"$' } },
    { name: "If-None-Match", in: "header", description: `There must not be ${what} yet.`, schema: { const: "*" } },
  ];
}

function requestBodyOf({ maxBodyBytes = defaultMaxBodyBytes }: Route, body: z.ZodMiniType): Json {
  return {
    description: `At most ${maxBodyBytes} bytes.`,
    required: !body.safeParse({}).success,
    content: { "application/json": { schema: referenceTo(body) } },
  };
}

function responsesOf(route: Route): Json {
  const { answer, alsoAnswers = {} } = route;
  const problems = problemStatusesOf(route).map((status) => [status, problemReference]);
  const others = Object.entries(alsoAnswers).map(([status, form]) => [status, responseOf(form, Number(status))]);
  return {
    [answer.form ? 200 : 204]: responseOf(answer, 200),
    ...Object.fromEntries(problems),
    ...Object.fromEntries(others),
    default: problemReference,
  };
}

/** What follows from what a route takes; a `default` stands for the rest. */
function problemStatusesOf({ role, params, query, body, matches }: Route): number[] {
  return [
    ...(query || body || matches ? [400] : []),
    ...(role === null ? [] : [401, 403, 429]),
    ...(params ? [404] : []),
    ...(matches ? [409] : []),
    ...(body ? [413, 415] : []),
  ].sort();
}

const problemReference = { $ref: "#/components/responses/Problem" };

function responseOf({ description, form, etag }: AnswerForm, status: number): Json {
  if (!form && status >= 400) return { description, content: problemContent };
  return {
    description,
    ...(etag !== undefined && {
      headers: { ETag: { description: `Its ${etag}, in quotes.`, schema: { type: "string" } } },
    }),
    ...(form && { content: { "application/json": { schema: referenceTo(form) } } }),
  };
}

const problemContent = { "application/problem+json": { schema: { $ref: componentUri("Problem") } } };
const problemResponse = { description: "Why the request was refused, by RFC 9457.", content: problemContent };

function referenceTo(form: z.ZodMiniType): Json {
  const id = namedForms.get(form)?.id;
  return id === undefined ? schemaOf(form) : { $ref: componentUri(id) };
}

const conversion = {
  io: "input",
  unrepresentable: "any",
  // Forms of our own kind are those of objects in which nothing is looked at.
  override: ({ zodSchema, jsonSchema }) => {
    if (zodSchema._zod.def.type === "custom") jsonSchema.type = "object";
  },
} as const satisfies z.core.ToJSONSchemaParams;

function schemaOf(form: z.ZodMiniType): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(form, { ...conversion, metadata: namedForms });
  return schema;
}

function componentSchemas(): Json {
  const { schemas } = z.toJSONSchema(namedForms, { ...conversion, uri: componentUri });
  return Object.fromEntries(Object.entries(schemas).map(([id, { $schema: _, $id: __, ...schema }]) => [id, schema]));
}
