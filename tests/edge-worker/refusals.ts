import { defaultMaxBodyBytes } from "../../edge-worker/src/http/read-call.ts";
import type { Route } from "../../edge-worker/src/http/route.ts";
import type { Sent } from "./deployment.ts";
import { addressOf, type Example } from "./route-examples.ts";
import { adminToken, cronSecret, readToken, replayToken, triggerToken, writeToken } from "./settings.ts";

/** A request that must be refused, and how. */
export interface Refusal {
  readonly what: string;
  readonly address: string;
  readonly sent: Sent;
  readonly status: number;
  readonly code: string;
  readonly field?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Everything that can be wrong with a request to a route. */
export function refusalsOf(route: Route, example: Example, routes: readonly Route[]): Refusal[] {
  const address = addressOf(route.path, example);
  const { method } = route;
  const right: Sent = { method, ...(example.body && { body: example.body }) };
  const refuse = (what: string, changes: Partial<Sent>, expected: Partial<Refusal> & Pick<Refusal, "status" | "code">) => ({
    what,
    address,
    sent: { ...right, ...changes },
    ...expected,
  });
  return [
    ...wrongMethods(route, address, routes),
    ...(route.role === null ? [] : wrongTokens(route, refuse)),
    ...(route.body ? wrongBodies(route, example, refuse) : []),
    ...wrongMembers(example, refuse),
    ...wrongQueries(route, example, right),
    ...unknownNames(route, example, right),
    ...(route.matches === undefined ? [] : wrongVersions(refuse)),
  ];
}

type Refuse = (what: string, changes: Partial<Sent>, expected: Partial<Refusal> & Pick<Refusal, "status" | "code">) => Refusal;

function wrongMethods(route: Route, address: string, routes: readonly Route[]): Refusal[] {
  const methods = routes.filter(({ path }) => path === route.path).map(({ method }) => method);
  const allowed = [...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
  return ["PATCH", "GET", "PUT", "DELETE"]
    .filter((method) => !methods.includes(method as Route["method"]))
    .slice(0, 2)
    .map((method) => ({
      what: `the method ${method}`,
      address,
      sent: { method },
      status: 405,
      code: "method_not_allowed",
      headers: { allow: allowed },
    }));
}

const tokensWithout: Readonly<Record<string, readonly string[]>> = {
  trigger: [readToken, writeToken, replayToken, cronSecret],
  read: [triggerToken, replayToken, cronSecret],
  write: [triggerToken, readToken, replayToken, cronSecret],
  replay: [triggerToken, readToken, writeToken, cronSecret],
  cron: [triggerToken, readToken, writeToken, replayToken],
  admin: [triggerToken, readToken, writeToken, replayToken, cronSecret],
};

function wrongTokens({ role }: Route, refuse: Refuse): Refusal[] {
  const unauthorized = { status: 401, code: "unauthorized", headers: { "www-authenticate": "Bearer" } };
  return [
    refuse("no token", { token: null }, unauthorized),
    refuse("a wrong token", { token: `${adminToken.slice(0, -1)}X` }, unauthorized),
    ...tokensWithout[role!]!.map((token) => refuse(`the ${token.slice(0, 12)}`, { token }, { status: 403, code: "forbidden" })),
  ];
}

const deep = (levels: number): string => "[".repeat(levels) + "]".repeat(levels);

function wrongBodies({ maxBodyBytes = defaultMaxBodyBytes }: Route, { body = {} }: Example, refuse: Refuse): Refusal[] {
  const [first = "note"] = Object.keys(body);
  const twice = `{${JSON.stringify(first)}:0,${JSON.stringify({ [first]: 0, ...body }).slice(1)}`;
  const invalid = { status: 400, code: "invalid_body", field: "body" };
  const unsupported = { status: 415, code: "unsupported_media_type" };
  return [
    refuse("another content type", { headers: { "content-type": "text/plain" } }, unsupported),
    refuse("a compressed body", { headers: { "content-encoding": "gzip" } }, unsupported),
    refuse("a body that is no JSON", { body: '{"' }, invalid),
    refuse("a body that is an array", { body: "[]" }, invalid),
    refuse("a body that is null", { body: "null" }, invalid),
    refuse("a body that is nested too deep", { body: `{"x":${deep(40)}}` }, invalid),
    refuse("a body that is absurdly deep", { body: `{"x":${deep(100_000)}}` }, invalid),
    refuse("a body that is too large", { body: " ".repeat(maxBodyBytes + 1) }, { status: 413, code: "body_too_large" }),
    refuse("a member that is there twice", { body: twice }, { ...invalid, field: first }),
    refuse("a member nobody knows", { body: { ...body, sunshine: 1 } }, { ...invalid, field: "sunshine" }),
    refuse("a member of every object", { body: `{"__proto__":{"x":1},${JSON.stringify(body).slice(1)}`.replace(",}", "}") }, {
      ...invalid,
      field: "__proto__",
    }),
  ];
}

/** Each member in turn with a value of another kind. */
function wrongMembers({ body = {} }: Example, refuse: Refuse): Refusal[] {
  return Object.entries(body).map(([name, value]) =>
    refuse(`${name} of another kind`, { body: { ...body, [name]: typeof value === "number" ? "x" : 17 } }, {
      status: 400,
      code: "invalid_body",
      field: name,
    }),
  );
}

function wrongQueries({ path, query = {} }: Route, example: Example, right: Sent): Refusal[] {
  const wrong = (what: string, search: Readonly<Record<string, string>>, field: string): Refusal => ({
    what,
    address: addressOf(path, { ...example, query: { ...example.query, ...search } }),
    sent: right,
    status: 400,
    code: "invalid_query",
    field,
  });
  const values: Readonly<Record<string, string>> = { note: "n".repeat(1_001), target: "t".repeat(129), userId: "u".repeat(1_025), cursor: "" };
  return [
    wrong("a filter nobody knows", { sunshine: "1" }, "sunshine"),
    ...Object.keys(query).map((name) => wrong(`${name} of another form`, { [name]: values[name] ?? " -1e" }, name)),
  ];
}

function unknownNames({ path, method }: Route, { unknown, ...example }: Example, right: Sent): Refusal[] {
  const [name] = /\{(\w+)\}/.exec(path)?.slice(1) ?? [];
  if (name === undefined) return [];
  const misshapen: Refusal = {
    what: `a ${name} nothing can have`,
    address: addressOf(path, { ...example, params: { ...example.params, [name]: "../No" } }),
    sent: right,
    ...(method === "PUT" ? { status: 400, code: "invalid_path", field: name } : { status: 404, code: "not_found" }),
  };
  if (!unknown || unknown.answers !== undefined) return [misshapen];
  const code = name === "trigger" && path.startsWith("/v1/triggers") ? "unknown_trigger" : "not_found";
  const { pipeline: _, ...body } = example.body ?? {};
  const sent = example.body ? { ...right, body } : right;
  const address = addressOf(path, { ...example, ...unknown });
  return [misshapen, { what: `a ${name} that is not there`, address, sent, status: 404, code }];
}

function wrongVersions(refuse: Refuse): Refusal[] {
  const stale = { status: 409, code: "conflict" };
  const misshapen = { status: 400, code: "invalid_header" };
  return [
    refuse("a stale version", { headers: { "if-match": '"77"' } }, stale),
    refuse("the wish that there is none", { headers: { "if-none-match": "*" } }, stale),
    refuse("a version without quotes", { headers: { "if-match": "1" } }, { ...misshapen, field: "If-Match" }),
    refuse("a version that is not to match", { headers: { "if-none-match": '"1"' } }, { ...misshapen, field: "If-None-Match" }),
  ];
}
