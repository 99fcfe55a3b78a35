import type { Context, Hono } from "hono";

import type { Env } from "../env.ts";
import { Problem } from "../problems.ts";
import type { OpenService, Service } from "../service.ts";
import { tokenRoles, type Role } from "../tokens.ts";
import { actorOf } from "./actor.ts";
import { admit, type ClientAddress } from "./gate.ts";
import { readCall } from "./read-call.ts";
import type { Answer, AnswerForm, Call, Caller, Route } from "./route.ts";

export interface Mounting {
  readonly open: OpenService;
  readonly clientAddress: ClientAddress;
}

/** Puts routes into the app, and answers every other method of their addresses with 405. */
export function mount(app: Hono<{ Bindings: Env }>, routes: readonly Route[], mounting: Mounting): void {
  for (const route of routes) app.on(route.method, honoPath(route.path), (context) => serve(context, route, mounting));
  for (const path of new Set(routes.map((route) => route.path))) {
    const methods = routes.filter((route) => route.path === path).map(({ method }) => method);
    app.all(honoPath(path), (context) => onlyAllow(context, methods));
  }
}

async function serve(context: Context<{ Bindings: Env }>, route: Route, mounting: Mounting): Promise<Response> {
  const { env, req } = context;
  const open = (): Promise<Service> => mounting.open(env);
  const { role } = route;
  const caller = role === null ? undefined : await admittedCaller(context, role, await open(), mounting.clientAddress);
  const call: Call = {
    ...(await readCall(route, req)),
    env,
    open,
    header: (name) => req.header(name),
    get caller() {
      if (caller) return caller;
      throw new TypeError(`${route.id} lets anybody in, and nobody of them is known`);
    },
    get control() {
      return this.caller.control();
    },
    waitUntil: (work) => context.executionCtx.waitUntil(work),
  };
  const answer = await route.handle(call);
  return answer instanceof Response ? answer : toResponse(answer, route.answer);
}

/** Whoever has the role, with a control plane that is made for those routes that need it. */
async function admittedCaller(
  context: Context<{ Bindings: Env }>,
  role: Role,
  service: Service,
  addressOf: ClientAddress,
): Promise<Caller> {
  const holder = await admit(context, role, service, addressOf);
  const actor = (): string => actorOf(holder, context.req.header("Sluice-Actor"));
  return { actor, roles: tokenRoles[holder.variable], control: () => service.control.as(actor()) };
}

function toResponse(answer: Answer, { etag }: AnswerForm): Response {
  if (answer === true) return new Response(null, { status: 204 });
  if (answer === null || answer === false) throw Problem.missing();
  const version = etag === undefined ? undefined : (answer as Readonly<Record<string, unknown>>)[etag];
  return Response.json(answer, version === undefined ? {} : { headers: { ETag: `"${String(version)}"` } });
}

function onlyAllow(context: Context, methods: readonly string[]): Response {
  const all = methods.includes("GET") ? [...methods, "HEAD"] : methods;
  const headers = { Allow: [...all, "OPTIONS"].join(", ") };
  if (context.req.method === "OPTIONS") return context.body(null, 204, headers);
  throw Problem.http("method_not_allowed", { headers });
}

function honoPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ":$1");
}
