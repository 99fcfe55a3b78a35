import { expect, test } from "vitest";
import { routes } from "../../edge-worker/src/routes/index.ts";
import { roles } from "../../edge-worker/src/tokens.ts";
import { send } from "./worker.ts";

interface Operation {
  readonly operationId: string;
  readonly security: readonly Record<string, []>[];
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: object;
  readonly responses: Readonly<Record<string, object>>;
}

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>>; readonly securitySchemes: object };
}

const read = async (): Promise<Document> => (await send("/v1/openapi.json")).json<Document>();

test("the document has every route but itself, with its role, and nothing else", async () => {
  const { paths } = await read();
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, security }]) => [operationId, `${method.toUpperCase()} ${path}`, Object.keys(security[0] ?? {})[0] ?? null]),
  );
  const served = routes.filter(({ id }) => id !== "getDocument").map(({ id, method, path, role }) => [id, `${method} ${path}`, role]);
  expect(described.sort()).toEqual(served.sort());
});

test("every reference leads somewhere, and every name in a path is a parameter", async () => {
  const document = await read();
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = ""]) => path);
  expect(references.length).toBeGreaterThan(50);
  for (const path of new Set(references)) {
    const found = path.split("/").reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document);
    expect([path, found]).toEqual([path, expect.any(Object)]);
  }
  for (const [path, methods] of Object.entries(document.paths)) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    for (const { parameters } of Object.values(methods)) {
      expect(parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name)).toEqual(names);
    }
  }
});

test("every role is a security scheme, and admins may do all that anybody may", async () => {
  const { components, paths } = await read();
  expect(Object.keys(components.securitySchemes).sort()).toEqual([...Object.keys(roles), "rotationSecret"].sort());
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
  for (const { operationId, security } of operations) {
    if (security.length > 0) expect([operationId, security]).toEqual([operationId, expect.arrayContaining([{ admin: [] }])]);
  }
});

test("the forms of the document are those that requests are checked with", async () => {
  const { components } = await read();
  expect(components.schemas.SaveScriptBody).toEqual({
    type: "object",
    properties: {
      name: { type: "string", minLength: 1, maxLength: 256 },
      code: { type: "string" },
      note: { type: "string", minLength: 0, maxLength: 1_000 },
    },
    required: ["code"],
    additionalProperties: false,
  });
});
