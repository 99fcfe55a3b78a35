import { betterAuth } from "better-auth";
import { createAuthClient } from "better-auth/client";
import { jwt } from "better-auth/plugins";
import { createEngine, type Outcome } from "sluice";
import { sluice, sluiceErrorCodes, type HookEngine } from "sluice/better-auth";
import { sluiceClient } from "sluice/better-auth/client";
import { describe, expect, expectTypeOf, test, vi } from "vitest";
import { openDatabase } from "./database.ts";
import { signedUp } from "./define-sessions.ts";
import { authorizePath, consent, oauthOptions, register } from "./oauth-flow.ts";
import { ada, allow, deny, fail, setUp } from "./set-up.ts";

describe("the parts of contexts that an application chooses", () => {
  test("the country is the platform's word, or the named header's, and no other header's", async () => {
    const named = await setUp(openDatabase(), { sluice: { countryHeader: "cf-ipcountry" } });
    await named.browser().post("/sign-up/email", ada, { "cf-ipcountry": "nl" });
    expect((await named.contexts("before_signup"))[0].request.country).toBe("NL");

    const unnamed = await setUp(openDatabase());
    await unnamed.browser().post("/sign-up/email", ada, { "cf-ipcountry": "nl" });
    expect((await unnamed.contexts("before_signup"))[0].request).not.toHaveProperty("country");

    const workerd = await setUp(openDatabase());
    const request = new Request("http://localhost:3000/api/auth/sign-up/email", {
      method: "POST",
      headers: { "content-type": "application/json", origin: "http://localhost:3000" },
      body: JSON.stringify(ada),
    });
    await workerd.auth.handler(Object.assign(request, { cf: { country: "PT" } }));
    expect((await workerd.contexts("before_signup"))[0].request.country).toBe("PT");
  });

  test("columns of one's own are seen when they are named, as values without an inside", async () => {
    const additionalFields = {
      plan: { type: "string", defaultValue: "free" },
      pin: { type: "string", defaultValue: "1234" },
    } as const;
    const auth = { user: { additionalFields } };
    const world = await setUp(openDatabase(), { auth, sluice: { userFields: ["plan"] } });
    await world.browser().post("/sign-up/email", ada);
    const [{ user }] = (await world.contexts("after_signup")) as [any];
    expect(user).toMatchObject({ plan: "free", email: ada.email });
    expect(user).not.toHaveProperty("pin");
  });
});

describe("runTrigger", () => {
  test("asks a pipeline of the application's own, with who acts and from where", async () => {
    const world = await setUp(openDatabase());
    const browser = await signedUp(world);
    await world.publish(
      "client_before_authorize",
      `return { data = { by = context.actor.email, ip = context.request.ip } }`,
    );
    const body = {
      trigger: "client_before_authorize",
      context: { user: { id: "u" }, client: { clientId: "c" }, scopes: [] },
    };
    const headers = new Headers({ cookie: browser.cookie, "x-forwarded-for": "203.0.113.9" });
    expect(await world.api.runTrigger!({ body, headers })).toMatchObject({
      allowed: true,
      data: { by: ada.email, ip: "203.0.113.9" },
    });
  });

  test("answers what pipelines do, and fails as they say for a context that does not fit", async () => {
    const world = await setUp(openDatabase());
    await world.publish("before_signin", deny);
    const run = (trigger: string, context: object): Promise<Outcome> =>
      world.api.runTrigger!({ body: { trigger, context } });
    expect(await run("before_signin", {})).toMatchObject({ allowed: false, code: "not_today" });
    expect(await run("before_signin", { email: 7 })).toMatchObject({ allowed: false, code: "invalid_context" });
    expect(await run("before_signup", { email: 7 })).toEqual({ allowed: true });
    expect(await run("before_lunch", {})).toMatchObject({ allowed: false, code: "unknown_trigger" });
  });

  test("cannot be reached over HTTP", async () => {
    const world = await setUp(openDatabase());
    for (const path of ["/run-trigger", "/runTrigger", "/sluice/run-trigger", ""]) {
      expect((await world.browser().post(path, { trigger: "before_signin", context: {} })).status).toBe(404);
    }
  });
});

describe("listTraces", () => {
  test("shows users what ran for them, and nothing of what was in it", async () => {
    const world = await setUp(openDatabase());
    const browser = await signedUp(world);
    await world.publish("before_signin", allow);
    await browser.post("/sign-in/email", ada);
    const bob = world.browser();
    await bob.post("/sign-up/email", { ...ada, email: "bob@example.com" });
    await world.engine.close();
    const { body } = await browser.get("/sluice/list-traces?limit=10");
    expect(body.traces).toEqual([
      {
        id: expect.any(String),
        trigger: "before_signin",
        status: "success",
        startedAt: expect.any(Number),
        durationMs: expect.any(Number),
      },
    ]);
    expect((await bob.get("/sluice/list-traces")).body).toEqual({ traces: [] });
    expect((await world.browser().get("/sluice/list-traces")).status).toBe(401);
    expect((await browser.get("/sluice/list-traces?limit=1000")).status).toBe(400);
    expect((await browser.get("/sluice/list-traces?cursor=__proto__")).status).toBe(400);
  });

  test("is not there unless the application has it", async () => {
    const world = await setUp(openDatabase(), { sluice: { traces: undefined } as never });
    const browser = await signedUp(world);
    expect((await browser.get("/sluice/list-traces")).status).toBe(404);
  });
});

test("work in the background is handed to the platform where there is a handler", async () => {
  const handler = vi.fn<(work: Promise<unknown>) => void>();
  const world = await setUp(openDatabase(), { auth: { advanced: { backgroundTasks: { handler } } } });
  await world.publish("after_signup", allow);
  await world.browser().post("/sign-up/email", ada);
  expect(world.engine.stats().pending).toBe(0);
  // What is waited for hands over more.
  for (const [work] of handler.mock.calls) await work;
  expect((await world.control.traces.list({ trigger: "after_signup" })).traces).toHaveLength(1);
});

test("work for an engine that is still being made is handed over before the answer", async () => {
  const handler = vi.fn<(work: Promise<unknown>) => void>();
  let made: (engine: HookEngine) => void = () => undefined;
  const engine = new Promise<HookEngine>((resolve) => void (made = resolve));
  const auth = { advanced: { backgroundTasks: { handler } } };
  const world = await setUp(openDatabase(), { auth, sluice: { engine, hooks: ["after_signup"] } });
  await world.browser().post("/sign-up/email", ada);
  expect(handler).toHaveBeenCalledOnce();
  const dispatch = vi.fn(() => {
    throw new Error("closed");
  });
  made({ ...world.engine, dispatch });
  await handler.mock.calls[0]?.[0];
  expect(dispatch).toHaveBeenCalledOnce();
});

test("a row that cannot be read before access changes fails nothing", async () => {
  const world = await setUp(openDatabase(), { oauth: oauthOptions, sluice: { hooks: ["client_access_change"] } });
  const browser = await signedUp(world);
  const client = await register(browser);
  const asked = await browser.get(await authorizePath(client));
  const { adapter } = await world.auth.$context;
  const findOne = adapter.findOne.bind(adapter);
  let isFirst = true;
  vi.spyOn(adapter, "findOne").mockImplementation(async (query) => {
    // The first look at a client on the way to a consent is that of client_access_change: nothing else is wired.
    if (!isFirst || query.model !== "oauthClient") return findOne(query) as never;
    isFirst = false;
    throw new Error("the disk is full");
  });
  expect((await consent(browser, asked)).status).toBe(200);
  expect(isFirst).toBe(false);
});

test("a database that fails while a context is made is answered as the pipeline's onError says", async () => {
  for (const [onError, status] of [["block", 403], ["allow", 200]] as const) {
    const world = await setUp(openDatabase());
    await signedUp(world);
    await world.publish("before_signin", allow, { onError });
    const { internalAdapter } = await world.auth.$context;
    vi.spyOn(internalAdapter, "findUserById").mockRejectedValue(new Error("the disk is full"));
    expect((await world.browser().post("/sign-in/email", ada)).status).toBe(status);
    expect(world.incidents.map(({ error }) => error.message)).toEqual(["the disk is full"]);
  }
});

test("a hook costs nothing but itself: what fails elsewhere stays as it was", async () => {
  const world = await setUp(openDatabase());
  await world.publish("before_signup", fail, { onError: "allow" });
  await world.publish("before_signin", fail, { onError: "allow" });
  const browser = world.browser();
  await browser.post("/sign-up/email", ada);
  const again = await browser.post("/sign-up/email", ada);
  expect(again.body).toMatchObject({ code: "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL" });
  expect((await browser.post("/sign-in/email", { ...ada, password: "wrong wrong" })).status).toBe(401);
});

// What follows is checked by tsc as well.
const typed = betterAuth({
  secret: "tests-only-tests-only-tests-only-tests",
  plugins: [jwt({}), sluice({ engine: createEngine() })],
});
const client = createAuthClient({ baseURL: "http://localhost:3000", plugins: [sluiceClient()] });

test("server and client know the endpoints, codes and types of the plugin", () => {
  expectTypeOf<(typeof typed.$Infer)["SluiceTrace"]["trigger"]>().toBeString();
  expectTypeOf(typed.$ERROR_CODES.PIPELINE_BLOCKED.code).toEqualTypeOf<"PIPELINE_BLOCKED">();
  expectTypeOf(typed.api.runTrigger).toBeFunction();
  expectTypeOf(client.sluice.listTraces).toBeFunction();
  expect(typed.$ERROR_CODES.PIPELINE_FAILED).toBe(sluiceErrorCodes.PIPELINE_FAILED);
  expect(sluiceClient().$ERROR_CODES).toBe(sluiceErrorCodes);
});

test("the client calls the endpoint with GET", async () => {
  const fetched = vi.fn(async (_url: string | URL | Request, _init?: RequestInit) => Response.json({ traces: [] }));
  const own = createAuthClient({
    baseURL: "http://localhost:3000",
    plugins: [sluiceClient()],
    fetchOptions: { customFetchImpl: fetched },
  });
  expect(await own.sluice.listTraces({ query: { limit: 5 } })).toMatchObject({ data: { traces: [] } });
  const [url, init] = fetched.mock.calls[0] ?? [];
  expect(String(url)).toBe("http://localhost:3000/api/auth/sluice/list-traces?limit=5");
  expect(init?.method).toBe("GET");
});
