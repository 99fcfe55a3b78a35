import { createAuthEndpoint } from "@better-auth/core/api";
import type { BetterAuthPlugin } from "better-auth";
import { bearer, organization, twoFactor, username } from "better-auth/plugins";
import { setSessionCookie } from "better-auth/cookies";
import { describe, expect, test } from "vitest";
import { forbidden } from "./define-blocking.ts";
import { signedUp } from "./define-sessions.ts";
import { identityProvider } from "./identity-provider.ts";
import { oauthOptions, register } from "./oauth-flow.ts";
import { ada, deny, setUp, type OpenDatabase } from "./set-up.ts";

/** What an attacker would try so that a hook is not asked, or is asked about something else. */
export function defineWaysPast(open: OpenDatabase): void {
  describe("a session that is revoked, or none at all, is not renewed past before_signin", () => {
    const plugins = () => [twoFactor({ skipVerificationOnEnable: true })];

    test("with an API key", async () => {
      const world = await setUp(await open(), { plugins: plugins() });
      const browser = await signedUp(world);
      const { body } = await browser.post("/api-key/create", { name: "ci" });
      await browser.post("/sign-out");
      await world.publish("before_signin", deny);
      const other = world.browser();
      const answer = await other.post("/two-factor/enable", { password: ada.password }, { "x-api-key": body.key });
      expect(answer).toMatchObject(forbidden("not_today", "Not today."));
      expect(other.isSignedIn).toBe(false);
      expect(await world.rows("session")).toEqual([]);
    });

    test("with a cookie that still has it", async () => {
      const cookieCache = { enabled: true, maxAge: 300 };
      const world = await setUp(await open(), { plugins: plugins(), auth: { session: { cookieCache } } });
      const browser = await signedUp(world);
      const { internalAdapter } = await world.auth.$context;
      await internalAdapter.deleteUserSessions(String((await world.rows("user"))[0]?.id));
      expect((await browser.get("/get-session")).body).toMatchObject({ user: { email: ada.email } });
      await world.publish("before_signin", deny);
      const answer = await browser.post("/two-factor/enable", { password: ada.password });
      expect(answer).toMatchObject(forbidden("not_today", "Not today."));
      expect(await world.rows("session")).toEqual([]);
    });

    test("while one that is there is", async () => {
      const world = await setUp(await open(), { plugins: plugins() });
      const browser = await signedUp(world);
      await world.publish("before_signin", deny);
      expect((await browser.post("/two-factor/enable", { password: ada.password })).status).toBe(200);
      expect((await browser.post("/two-factor/disable", { password: ada.password })).status).toBe(200);
      expect(await world.triggers()).toEqual([]);
    });
  });

  test("a bearer's token is a session to hooks in front of endpoints, too", async () => {
    const world = await setUp(await open(), { plugins: [bearer()] });
    const { headers } = await world.browser().post("/sign-up/email", ada);
    const authorization = { authorization: `Bearer ${headers.get("set-auth-token")}` };
    await world.publish("apikey_before_create", deny);
    await world.publish("before_signout", deny);
    const refused = forbidden("not_today", "Not today.");
    expect(await world.browser().post("/api-key/create", { name: "ci" }, authorization)).toMatchObject(refused);
    expect(await world.browser().post("/sign-out", {}, authorization)).toMatchObject(refused);
    expect(await world.rows("apikey")).toEqual([]);
    expect(await world.rows("session")).toHaveLength(1);
    expect(await world.contexts("before_signout")).toMatchObject([{ user: { email: ada.email } }]);
  });

  test("an attempt is counted for who signs in, whatever else is in the body and however it is written", async () => {
    const world = await setUp(await open(), { plugins: [username()], sluice: { attempts: true } });
    await world.browser().post("/sign-up/email", { ...ada, username: "ada" });
    const wrong = { password: "wrong wrong wrong" };
    const decoy = { email: "somebody@example.com", phoneNumber: "+31" };
    await world.browser().post("/sign-in/username", { ...wrong, ...decoy, username: "ada" });
    await world.browser().post("/sign-in/email", { ...wrong, ...decoy, email: "ADA@Example.com", username: "eve" });
    const contexts = await world.contexts("before_signin");
    expect(contexts).toMatchObject([
      { stage: "attempt", login: "ada" },
      { stage: "attempt", login: "ADA@Example.com", email: ada.email },
    ]);
    expect(contexts[0]).not.toHaveProperty("email");
  });

  test.each([
    ["an address longer than addresses are", { email: `${"a".repeat(70)}@evil.example` }],
    ["a name that no context can hold", { name: "a".repeat(70_000) }],
  ])("onError allow is not for %s", async (_, more) => {
    const world = await setUp(await open());
    await world.publish("before_signup", deny, { onError: "allow" });
    const answer = await world.browser().post("/sign-up/email", { ...ada, ...more });
    expect(answer).toMatchObject(forbidden("PIPELINE_FAILED", "Sign-up isn't available right now."));
    expect(await world.rows("user")).toEqual([]);
  });

  test("bodies of every other form are asked about, or refused by the endpoint", async () => {
    const world = await setUp(await open());
    await world.publish("before_signup", deny);
    const form = await world.browser().ask("/sign-up/email", { form: ada });
    expect(form).toMatchObject(forbidden("not_today", "Not today."));
    const polluted = `{"__proto__":{"allowed":true},"constructor":{"prototype":{"allowed":true}},`;
    const twice = JSON.parse(`${polluted}"email":"a@good.example",${JSON.stringify(ada).slice(1)}`);
    expect(await world.browser().post("/sign-up/email", twice)).toMatchObject(forbidden("not_today", "Not today."));
    for (const body of [[ada], null, "x", { ...ada, email: [ada.email] }, { ...ada, email: { toString: 1 } }]) {
      expect((await world.browser().post("/sign-up/email", body)).status).toBe(400);
    }
    expect(await world.rows("user")).toEqual([]);
    expect({}).not.toHaveProperty("allowed");
  });

  test("however an address of an endpoint is written, its hook is asked or nothing happens", async () => {
    const world = await setUp(await open(), { auth: { advanced: { skipTrailingSlashes: true } } });
    const browser = await signedUp(world);
    await world.publish("before_signout", deny);
    for (const path of ["/sign-out/", "//sign-out", "/%73ign-out", "/SIGN-OUT", "/sign-out?x=1", "/x/../sign-out"]) {
      expect((await browser.post(path)).status).toBeGreaterThanOrEqual(403);
    }
    expect(await world.rows("session")).toHaveLength(1);
  });

  test("users who are counted have their keys asked about by the server, too", async () => {
    const world = await setUp(await open(), { auth: { advanced: { database: { generateId: "serial" } } } });
    await signedUp(world);
    await world.publish("apikey_before_create", deny);
    const call = world.api.createApiKey!({ body: { userId: 1, name: "ci" } });
    await expect(call).rejects.toMatchObject({ body: { code: "not_today" } });
    expect(await world.rows("apikey")).toEqual([]);
  });

  test("naming an organization does not make keys fewer", async () => {
    const world = await setUp(await open(), { plugins: [organization()] });
    const browser = await signedUp(world);
    const { body } = await browser.post("/organization/create", { name: "Engines", slug: "engines" });
    for (const organizationId of [undefined, body.id, [body.id]]) {
      expect((await browser.post("/api-key/create", { name: "ci", organizationId })).status).toBe(200);
    }
    const contexts = await world.contexts("apikey_before_create");
    expect(contexts).toMatchObject([
      { keyCount: 0 },
      { keyCount: 1, organizationId: body.id },
      { keyCount: 2, organizationId: body.id },
    ]);
  });

  test("a key cannot become by an update what it could not be created as", async () => {
    const world = await setUp(await open());
    const browser = await signedUp(world);
    const life = 86_400 * 30;
    const { body } = await browser.post("/api-key/create", { name: "ci", expiresIn: life, metadata: { team: "core" } });
    await world.publish("apikey_before_create", `if not context.expiresIn then ${deny} end`);
    world.asked.length = 0;
    const change = (more: object) => browser.post("/api-key/update", { keyId: body.id, ...more });
    expect(await change({ expiresIn: null })).toMatchObject(forbidden("not_today", "Not today."));
    expect((await change({ name: "cd" })).status).toBe(200);
    expect((await change({ enabled: false })).status).toBe(200);
    const same = { userId: world.asked[0]?.context.actor.id, metadata: { team: "core" }, keyCount: 0 };
    const [first, second, ...more] = await world.contexts("apikey_before_create");
    expect(first).toMatchObject({ ...same, name: "ci" });
    expect(first).not.toHaveProperty("expiresIn");
    expect(second).toMatchObject({ ...same, name: "cd", expiresIn: life });
    expect(more).toEqual([]);
  });

  test("a client that registers itself is asked about with all scopes it will have", async () => {
    const world = await setUp(await open(), { oauth: oauthOptions });
    await register(await signedUp(world), { scope: "openid" });
    const scopes = ["openid", "profile", "email", "offline_access", "read"];
    expect(await world.contexts("client_before_register")).toMatchObject([{ dynamic: true, scopes }]);
    expect(await world.contexts("client_after_register")).toMatchObject([{ client: { scopes } }]);
  });

  test("what an identity provider keeps deep inside is no more shown than what lies on top", async () => {
    const idp = identityProvider({
      groups: [{ name: "staff", refresh_token: "the-idp-token" }],
      raw: { plan: "free", access_token: "the-idp-token" },
    });
    const world = await setUp(await open(), { plugins: [idp] });
    const browser = world.browser();
    const { body } = await browser.post("/sign-in/social", { provider: "idp", callbackURL: "/" });
    await browser.get(`/callback/idp?code=c&state=${new URL(body.url).searchParams.get("state")}`);
    const [context] = await world.contexts("before_signup");
    expect(context.profile).toMatchObject({ groups: [{ name: "staff" }], raw: { plan: "free" } });
    expect(JSON.stringify(world.asked)).not.toContain("the-idp-token");
  });

  test("a session made by a plugin nobody knows is a sign-in, once, also when its token is changed later", async () => {
    const own: BetterAuthPlugin = {
      id: "own",
      endpoints: {
        ownSignIn: createAuthEndpoint("/own/sign-in", { method: "POST" }, async (call) => {
          const { internalAdapter } = call.context;
          const found = await internalAdapter.findUserByEmail(ada.email);
          if (!found) return call.json({});
          const session = await internalAdapter.createSession(found.user.id);
          await setSessionCookie(call, { session, user: found.user });
          return call.json({});
        }),
      },
    };
    const before = async (session: { token: string }) => ({ data: { ...session, token: `own-${session.token}` } });
    const auth = { databaseHooks: { session: { create: { before } } } };
    const world = await setUp(await open(), { auth, plugins: [own] });
    await signedUp(world);
    expect((await world.browser().post("/own/sign-in")).status).toBe(200);
    expect(await world.triggers()).toEqual(["before_signin", "after_signin"]);
    expect(world.asked[0]?.context).toMatchObject({ user: { email: ada.email }, request: { path: "/own/sign-in" } });
    await world.publish("before_signin", deny);
    expect((await world.browser().post("/own/sign-in")).status).toBe(403);
  });

  test("sign-ins at the same time are each asked about and told of once", async () => {
    const world = await setUp(await open());
    await signedUp(world);
    await Promise.all([
      ...Array.from({ length: 4 }, () => world.browser().post("/sign-in/email", ada)),
      ...Array.from({ length: 4 }, () => world.auth.api.signInEmail({ body: ada })),
    ]);
    const triggers = await world.triggers();
    expect(triggers.filter((trigger) => trigger === "before_signin")).toHaveLength(8);
    expect(triggers.filter((trigger) => trigger === "after_signin")).toHaveLength(8);
  });
}
