import type { TracePage } from "sluice";
import { beforeAll, expect, test } from "vitest";
import { readToken } from "./settings.ts";
import { eventually, publish, readTraces, send, trigger } from "./worker.ts";

let denied: string;

const list = async (query = ""): Promise<TracePage> => (await readTraces(query)).json<TracePage>();

beforeAll(async () => {
  await publish("before_signup", `
    helpers.log("warn", "looked at", context.email)
    return { allowed = context.email ~= "mallory@acme.example", data = { n = 1 } }`);
  await publish("before_signin", `error("broken")`);
  for (let n = 0; n < 3; n++) await trigger("before_signup", { email: `ada${n}@acme.example` });
  denied = (await trigger("before_signup", { email: "mallory@acme.example" })).traceId ?? "";
  await trigger("before_signin", {});
  await eventually(async () => (await list()).traces.length === 5 || undefined);
});

test("a trace shows what its script did", async () => {
  const response = await readTraces(`/${denied}`);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({
    id: denied,
    trigger: "before_signup",
    mode: "blocking",
    status: "blocked",
    spans: [{ scriptId: "before-signup", status: "blocked", logs: [{ level: "warn", text: expect.stringContaining("looked at") }] }],
  });
});

test("what a snapshot shows of the context is masked", async () => {
  const { contextSnapshot } = await (await readTraces(`/${denied}`)).json<{ contextSnapshot: object }>();
  expect(JSON.stringify(contextSnapshot)).not.toContain("mallory");
});

test("traces are listed newest first", async () => {
  const { traces, cursor } = await list();
  expect(traces.map(({ startedAt }) => startedAt)).toEqual(traces.map(({ startedAt }) => startedAt).sort((a, b) => b - a));
  expect(traces).toHaveLength(5);
  expect(cursor).toBeUndefined();
});

test.each([
  ["?trigger=before_signup", 4],
  ["?trigger=before_signin", 1],
  ["?status=blocked", 1],
  ["?status=error", 1],
  ["?trigger=before_signup&status=success", 3],
  ["?trigger=before_signin&status=success", 0],
  ["?to=1", 0],
  ["?from=1", 5],
  ["?limit=2", 2],
])("%s lists %i traces", async (query, count) => {
  expect((await list(query)).traces).toHaveLength(count);
});

test("pages that follow their cursors hold every trace once", async () => {
  const seen: string[] = [];
  let page = await list("?limit=2");
  for (;;) {
    seen.push(...page.traces.map(({ id }) => id));
    if (page.cursor === undefined) break;
    page = await list(`?limit=2&cursor=${encodeURIComponent(page.cursor)}`);
  }
  expect(new Set(seen).size).toBe(5);
  expect(seen).toHaveLength(5);
});

test.each([
  ["a misspelt filter", "?triggger=before_signup", "triggger"],
  ["a filter of every object", "?constructor=1", "constructor"],
  ["a filter given twice", "?status=error&status=blocked", "status"],
  ["an unknown status", "?status=fine", "status"],
  ["a trigger no trigger can be called", "?trigger=Before-Signup", "trigger"],
  ["a limit of 0", "?limit=0", "limit"],
  ["a limit of 201", "?limit=201", "limit"],
  ["a limit that is no whole number", "?limit=1e1", "limit"],
  ["a time before 1970", "?from=-1", "from"],
  ["a cursor that is empty", "?cursor=", "cursor"],
  ["a cursor that is none", "?cursor=abc", "cursor"],
  ["a script no script can be called", "?scriptId=A", "scriptId"],
  ["a user without an id", "?userId=", "userId"],
])("%s is a 400 that names it", async (_what, query, field) => {
  const response = await readTraces(query);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code: "invalid_query", field });
});

test.each(["0".repeat(32), "nonsense", "..%2fpointer:before_signup", "A".repeat(32)])("a trace called %s is a 404", async (id) => {
  const response = await readTraces(`/${id}`);
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ code: "not_found" });
});

test.each(["/v1/traces", "/v1/traces/0123"])("only GET and HEAD are for %s", async (path) => {
  const response = await send(path, { method: "DELETE", token: readToken });
  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
});

test("HEAD answers as GET does, without the body", async () => {
  const response = await send(`/v1/traces/${denied}`, { method: "HEAD", token: readToken });
  expect(response.status).toBe(200);
  expect(await response.text()).toBe("");
});
