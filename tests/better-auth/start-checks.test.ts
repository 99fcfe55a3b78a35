import { apiKey } from "@better-auth/api-key";
import { betterAuth, type BetterAuthOptions, type BetterAuthPlugin } from "better-auth";
import { nextCookies } from "better-auth/next-js";
import { bearer, jwt, magicLink, twoFactor } from "better-auth/plugins";
import { createEngine } from "sluice";
import { sluice, type SluiceOptions } from "sluice/better-auth";
import { expect, test } from "vitest";
import { openDatabase } from "./database.ts";
import { ada, deny, setUp } from "./set-up.ts";

const engine = createEngine();
const plugin = (options: Partial<SluiceOptions> = {}) => sluice({ engine, ...options });

/** Starts better-auth, or says why it does not. */
async function start(plugins: readonly BetterAuthPlugin[], options: Partial<BetterAuthOptions> = {}): Promise<unknown> {
  const auth = betterAuth({
    baseURL: "http://localhost:3000",
    secret: "tests-only-tests-only-tests-only-tests",
    database: openDatabase().database,
    telemetry: { enabled: false },
    logger: { disabled: true },
    ...options,
    plugins: [...plugins],
  });
  return auth.$context.then(
    () => "started",
    (error: Error) => error.message,
  );
}

test("starts with what is there: no plugin is needed", async () => {
  expect(await start([plugin()])).toBe("started");
  expect(await start([jwt({}), apiKey(), twoFactor(), plugin()])).toBe("started");
});

test.each([
  ["jwt", () => jwt({})],
  ["api-key", () => apiKey()],
  ["two-factor", () => twoFactor()],
])("refuses to stand before %s, whose hooks have to run first", async (id, other) => {
  expect(await start([plugin(), other()])).toBe(
    `sluice: put it behind ${id} in plugins: their hooks have to run first.`,
  );
});

test("refuses to stand before any plugin with hooks in front of endpoints, which may say who calls", async () => {
  expect(await start([plugin(), bearer()])).toBe(
    "sluice: put it behind bearer in plugins: their hooks have to run first.",
  );
});

test("other plugins may stand behind it", async () => {
  const cookies: BetterAuthPlugin = { id: "next-cookies", hooks: { before: [], after: [] } };
  expect(await start([plugin(), nextCookies(), magicLink({ sendMagicLink: () => undefined })])).toBe("started");
  expect(await start([plugin(), cookies])).toBe("started");
});

test("refuses jwt() without options, which cannot be given claims", async () => {
  expect(await start([jwt(), plugin()])).toBe(
    "sluice: token_build needs the options of the plugin jwt: write jwt({}) instead of jwt().",
  );
  expect(await start([jwt(), plugin({ hooks: ["before_signin"] })])).toBe("started");
});

test("refuses a validateUserInfo that would take the place of before_signup", async () => {
  const user = { validateUserInfo: async () => undefined };
  expect(await start([plugin()], { user })).toMatch(/^sluice: user\.validateUserInfo of your options would take/);
  expect(await start([plugin({ hooks: ["before_signin"] })], { user })).toBe("started");
});

test.each([
  ["apikey_before_create", "apiKey() of @better-auth/api-key"],
  ["client_before_register", "oauthProvider() of @better-auth/oauth-provider"],
  ["token_build", "jwt({}) or oauthProvider()"],
] as const)("refuses to be asked for %s without its plugin", async (trigger, calls) => {
  expect(await start([plugin({ hooks: [trigger] })])).toBe(`sluice: hooks names ${trigger}, which needs ${calls}.`);
});

test("refuses to run without an engine", async () => {
  expect(await start([sluice({} as never)])).toBe("sluice: it needs an engine: sluice({ engine }).");
});

test("refuses hooks that nobody knows, and to be there twice", async () => {
  expect(await start([plugin({ hooks: ["before_lunch" as never] })])).toBe(
    "sluice: hooks names before_lunch, which is no hook.",
  );
  expect(await start([plugin(), plugin()])).toBe("sluice: it is among the plugins twice.");
});

test("hooks that are not named are not wired", async () => {
  const world = await setUp(openDatabase(), { sluice: { hooks: ["before_signin"] } });
  await world.publish("before_signup", deny);
  const browser = world.browser();
  await browser.post("/sign-up/email", ada);
  await browser.post("/sign-in/email", ada);
  await browser.get("/token");
  expect(await world.triggers()).toEqual(["before_signin"]);
});

test("who comes past the gate of sign-ups meets the question at the row", async () => {
  const usurper: BetterAuthPlugin = {
    id: "usurper",
    init: () => ({ options: { user: { validateUserInfo: async () => undefined } } }),
  };
  const world = await setUp(openDatabase(), { plugins: [usurper], sluice: { signupGate: "database" } });
  await world.publish("before_signup", deny);
  const answer = await world.browser().post("/sign-up/email", ada);
  expect(answer).toMatchObject({ status: 403, body: { code: "not_today" } });
  expect(await world.contexts("before_signup")).toHaveLength(1);
  expect(await world.rows("user")).toEqual([]);
});

test("plugins that two better-auths share ask the engine of the one that is called", async () => {
  const shared = jwt({ disableSettingJwtHeader: true });
  const worlds = await Promise.all(
    ["one", "two"].map(async (name) => {
      const world = await setUp(openDatabase(), { shared });
      await world.publish("token_build", `return { data = { world = "${name}" } }`);
      return world;
    }),
  );
  for (const [i, world] of worlds.entries()) {
    const browser = world.browser();
    await browser.post("/sign-up/email", ada);
    const { body } = await browser.get("/token");
    expect(JSON.parse(atob(body.token.split(".")[1]))).toMatchObject({ world: ["one", "two"][i] });
    expect(await world.contexts("token_build")).toHaveLength(1);
  }
});

