import { describe, expect, test } from "vitest";
import { decodeJwt } from "jose";
import { defineBlocking, oauthForbidden } from "./define-blocking.ts";
import { signedUp } from "./define-sessions.ts";
import {
  authorize, authorizePath, basic, codeIn, consent, exchange, oauthOptions, redirectUri, register, registration,
  resource, token,
} from "./oauth-flow.ts";
import { ada, allow, deny, fail, setUp, type OpenDatabase, type World } from "./set-up.ts";

const options = { oauth: oauthOptions };

/** Ada, signed in, with a client. */
async function withClient(world: World, metadata: object = {}) {
  const browser = await signedUp(world);
  const client = await register(browser, metadata);
  await world.engine.close();
  world.asked.length = 0;
  return { browser, client };
}

export function defineOAuth(open: OpenDatabase): void {
  describe("OAuth clients", () => {
    defineBlocking(open, {
      trigger: "client_before_register",
      options,
      prepare: async (world) => {
        const browser = await signedUp(world);
        return () => browser.post("/oauth2/register", registration);
      },
      happened: async (world) => (await world.rows("oauthClient")).length === 1,
      refused: oauthForbidden,
      failureText: "Clients can't be registered right now.",
    });

    test("the hooks of a registration see the metadata, and not the client's secret", async () => {
      const world = await setUp(await open(), options);
      const browser = await signedUp(world);
      await world.publish("client_after_register", fail);
      const client = await register(browser);
      expect(await world.triggers()).toEqual(["client_before_register", "client_after_register"]);
      const seen = { name: "Reader", redirectUris: [redirectUri], grantTypes: registration.grant_types };
      expect(world.asked).toMatchObject([
        { context: { ...seen, action: "register", dynamic: true, actor: { email: ada.email } } },
        { context: { client: { ...seen, clientId: client.id }, actor: { email: ada.email } } },
      ]);
      expect(client.secret.length).toBeGreaterThan(20);
      expect(JSON.stringify(world.asked)).not.toContain(client.secret);
      const [trace] = await world.traces("client_after_register");
      expect(trace?.userId).toBe((await world.rows("user"))[0]?.id);
    });

    test("a client cannot become by an update what it could not be registered as", async () => {
      const world = await setUp(await open(), options);
      const { browser, client } = await withClient(world);
      await world.publish(
        "client_before_register",
        `for _, uri in ipairs(context.redirectUris) do
          if not uri:match("^https://app%.example/") then ${deny} end
        end`,
      );
      const change = (update: object) => browser.post("/oauth2/update-client", { client_id: client.id, update });
      expect(await change({ redirect_uris: ["https://evil.example/"] })).toMatchObject(
        oauthForbidden("not_today", "Not today."),
      );
      expect((await change({ client_name: "Writer" })).status).toBe(200);
      expect(await world.contexts("client_before_register")).toMatchObject([
        { action: "update", redirectUris: ["https://evil.example/"], client: { redirectUris: [redirectUri] } },
        { action: "update", redirectUris: [redirectUri], name: "Writer", client: { name: "Reader" } },
      ]);
    });
  });

  describe("the authorization code flow", () => {
    test("runs its four hooks, each once for a request", async () => {
      const world = await setUp(await open(), options);
      const { browser, client } = await withClient(world);
      await world.publish(
        "token_build",
        `return { data = { tenant = "engines", kind = context.kind, iss = "evil", scope = "all" } }`,
      );
      await world.publish("client_after_authorize", fail);
      await world.publish("client_access_change", deny);

      const asked = await browser.get(await authorizePath(client));
      expect(asked).toMatchObject({ status: 302, location: { pathname: "/consent" } });
      expect(await world.triggers()).toEqual(["client_before_authorize"]);

      const consented = await consent(browser, asked);
      const [userId] = (await world.rows("user")).map(({ id }) => id);
      const scopes = ["openid", "profile", "offline_access"];
      const who = { user: { id: userId, email: ada.email }, client: { clientId: client.id, name: "Reader" } };
      expect(await world.contexts("client_before_authorize")).toMatchObject([
        { ...who, scopes, redirectUri, stage: "authorize", session: { userId } },
        { ...who, scopes, redirectUri, stage: "consent" },
      ]);
      expect(await world.contexts("client_after_authorize")).toMatchObject([{ ...who, grant: { scopes } }]);
      expect(await world.contexts("client_access_change")).toMatchObject([
        { ...who, scopes, action: "grant", via: "consent" },
      ]);
      for (const trigger of ["client_after_authorize", "client_access_change"] as const) {
        expect((await world.traces(trigger))[0]?.userId).toBe(userId);
      }

      const { body } = await exchange(world.browser(), client, codeIn(consented));
      expect(body).toMatchObject({ token_type: "Bearer" });
      expect(decodeJwt(body.access_token)).toMatchObject({
        tenant: "engines",
        kind: "access_token",
        sub: userId,
        iss: "http://localhost:3000/api/auth",
        scope: "openid profile offline_access",
      });
      expect(decodeJwt(body.id_token)).toMatchObject({ tenant: "engines", kind: "id_token", sub: userId });
      const built = (await world.contexts("token_build")).filter(({ kind }) => kind === "access_token");
      expect(built).toMatchObject([
        {
          user: { id: userId },
          client: { clientId: client.id },
          session: { userId },
          scopes,
          grantType: "authorization_code",
          resources: [resource],
        },
      ]);
      const userinfo = await world.browser().get("/oauth2/userinfo", { authorization: `Bearer ${body.access_token}` });
      expect(userinfo.body).toMatchObject({ sub: userId, tenant: "engines", kind: "userinfo" });
      const told = JSON.stringify(world.asked);
      for (const secret of [client.secret, body.access_token, body.refresh_token, body.id_token]) {
        expect(told).not.toContain(secret);
      }
    });

    test("a sign-in that an authorization waits for runs each hook once, and tells of itself once", async () => {
      const world = await setUp(await open(), options);
      const { client } = await withClient(world);
      const browser = world.browser();
      const login = await browser.get(await authorizePath(client));
      expect(login.location?.pathname).toBe("/login");
      expect(await world.triggers()).toEqual([]);
      const resumed = await browser.post("/sign-in/email", { ...ada, oauth_query: login.location?.search.slice(1) });
      expect(resumed.body).toMatchObject({ redirect: true });
      expect((await world.triggers()).sort()).toEqual(["after_signin", "before_signin", "client_before_authorize"]);
      expect(codeIn(await consent(browser, resumed))).not.toBe("");
    });

    test("client_before_authorize and token_build leave traces of the user", async () => {
      const world = await setUp(await open(), options);
      const { browser, client } = await withClient(world);
      await world.publish("client_before_authorize", allow);
      await world.publish("token_build", allow);
      const { body } = await exchange(world.browser(), client, await authorize(browser, client));
      await world.browser().get("/oauth2/userinfo", { authorization: `Bearer ${body.access_token}` });
      const [user] = await world.rows("user");
      const asked = await world.traces("client_before_authorize");
      expect(asked.map(({ userId, status }) => [userId, status])).toEqual(asked.map(() => [user?.id, "success"]));
      expect(asked).toHaveLength(2);
      const built = await world.traces("token_build");
      expect(built.map(({ userId, status }) => [userId, status])).toEqual(built.map(() => [user?.id, "success"]));
      expect(built.length).toBeGreaterThanOrEqual(3);
    });

    test.each([
      [deny, "block", false],
      [deny, "allow", false],
      [fail, "block", false],
      [fail, "allow", true],
    ] as const)("a code is exchanged as token_build says (%s, onError %s)", async (code, onError, isBuilt) => {
      const world = await setUp(await open(), options);
      const { browser, client } = await withClient(world);
      const issued = await authorize(browser, client);
      await world.publish("token_build", code, { onError });
      const answer = await exchange(browser, client, issued);
      if (isBuilt) {
        expect(answer.status).toBe(200);
        for (const name of ["access_token", "id_token"]) {
          expect(decodeJwt(answer.body[name])).toMatchObject({ sub: (await world.rows("user"))[0]?.id });
          expect(decodeJwt(answer.body[name])).not.toHaveProperty("seen");
        }
        return;
      }
      const failed = code === fail;
      const words = failed ? "A token can't be issued right now." : "Not today.";
      expect(answer).toMatchObject(oauthForbidden(failed ? "PIPELINE_FAILED" : "not_today", words));
      expect(JSON.stringify(answer.body)).not.toMatch(/_token"|broken/);
    });

    test.each(["access_token", "id_token", "userinfo"])("an %s alone can be refused", async (kind) => {
      const world = await setUp(await open(), options);
      const { browser, client } = await withClient(world);
      await world.publish("token_build", `if context.kind == "${kind}" then ${deny} end`);
      const answer = await exchange(browser, client, await authorize(browser, client));
      const refused = oauthForbidden("not_today", "Not today.");
      if (kind !== "userinfo") return expect(answer).toMatchObject(refused);
      const headers = { authorization: `Bearer ${answer.body.access_token}` };
      expect(await world.browser().get("/oauth2/userinfo", headers)).toMatchObject(refused);
    });

    const refusedTo = (answer: { location: URL | undefined; body: any }, error: string, words: string) => {
      const url = answer.location ?? new URL(answer.body.url);
      expect(url.origin + url.pathname).toBe(redirectUri);
      expect(Object.fromEntries(url.searchParams)).toEqual({
        error,
        error_description: words,
        state: "the-state",
        iss: "http://localhost:3000/api/auth",
      });
    };

    test.each([
      [deny, "access_denied", "Not today."],
      [fail, "server_error", "Access can't be granted right now."],
      [
        `return { allowed = false, error = "Once more, please.", code = "login_required" }`,
        "login_required",
        "Once more, please.",
      ],
    ])("a refused authorization goes back to the client as OAuth says (%s)", async (code, error, words) => {
      const world = await setUp(await open(), options);
      const { browser, client } = await withClient(world);
      await world.publish("client_before_authorize", code);
      const path = await authorizePath(client);
      const redirected = await browser.get(path);
      expect(redirected.status).toBe(302);
      refusedTo(redirected, error, words);
      const fetched = await browser.get(path, { accept: "application/json" });
      expect(fetched).toMatchObject({ status: 200, body: { redirect: true } });
      refusedTo(fetched, error, words);
      const posted = await browser.ask("/oauth2/authorize", {
        form: Object.fromEntries(new URLSearchParams(path.split("?")[1])),
      });
      refusedTo(posted, error, words);
      expect(await world.rows("oauthConsent")).toEqual([]);
      expect(await world.traces("client_before_authorize")).toHaveLength(3);
    });

    test("a failure under onError allow lets the authorization go on", async () => {
      const world = await setUp(await open(), options);
      const { browser, client } = await withClient(world);
      await world.publish("client_before_authorize", fail, { onError: "allow" });
      expect(await authorize(browser, client)).not.toBe("");
    });

    test("a refusal never redirects to an address that is not registered", async () => {
      const world = await setUp(await open(), options);
      const { browser, client } = await withClient(world);
      await world.publish("client_before_authorize", deny);
      for (const redirect_uri of ["https://evil.example/", `${redirectUri}/more`, "javascript:alert(1)", "nothing"]) {
        const answer = await browser.get(await authorizePath(client, { redirect_uri }));
        expect(answer).toMatchObject({ location: undefined, ...oauthForbidden("not_today", "Not today.") });
      }
    });

    test("a refusal at the consent leaves no consent", async () => {
      const world = await setUp(await open(), options);
      const { browser, client } = await withClient(world);
      await world.publish("client_before_authorize", `if context.stage == "consent" then ${deny} end`);
      const answer = await consent(browser, await browser.get(await authorizePath(client)));
      expect(answer).toMatchObject(oauthForbidden("not_today", "Not today."));
      expect(await world.rows("oauthConsent")).toEqual([]);
    });

    test("scopes that a user narrows are what the hooks see", async () => {
      const world = await setUp(await open(), options);
      const { browser, client } = await withClient(world);
      const asked = await browser.get(await authorizePath(client));
      world.asked.length = 0;
      await consent(browser, asked, { scope: "openid" });
      expect((await world.triggers()).filter((trigger) => trigger === "client_before_authorize")).toHaveLength(1);
      expect(world.asked[0]?.context).toMatchObject({ stage: "consent", scopes: ["openid"] });
    });

    test("parameters that are kept elsewhere are asked about before a code is issued", async () => {
      const path = await authorizePath({ id: "unknown", secret: "" }, { scope: "openid profile" });
      const kept = Object.fromEntries(new URLSearchParams(path.split("?")[1]));
      const requestUriResolver = async ({ clientId }: { clientId: string }) => ({ ...kept, client_id: clientId });
      const world = await setUp(await open(), { oauth: { ...oauthOptions, requestUriResolver } as never });
      const { browser, client } = await withClient(world);
      await authorize(browser, client, { scope: "openid profile" });
      await world.publish(
        "client_before_authorize",
        `for _, scope in ipairs(context.scopes) do if scope == "profile" then ${deny} end end`,
      );
      const request_uri = "urn:ietf:params:oauth:request_uri:1";
      const query = new URLSearchParams({ client_id: client.id, request_uri, scope: "openid" });
      const answer = await browser.get(`/oauth2/authorize?${query.toString()}`);
      expect(answer.status).toBe(302);
      refusedTo(answer, "access_denied", "Not today.");
    });

    test.each([
      [deny, "not_today", "Not today."],
      [fail, "PIPELINE_FAILED", "A token can't be issued right now."],
    ])("a refused token is an OAuth error, and can be asked for again (%s)", async (code, reason, words) => {
      const world = await setUp(await open(), options);
      const { browser, client } = await withClient(world);
      const { body } = await exchange(browser, client, await authorize(browser, client));
      await world.publish("token_build", code);
      const form = { grant_type: "refresh_token", refresh_token: body.refresh_token, resource };
      expect(await token(browser, client, form)).toMatchObject(oauthForbidden(reason, words));
      await world.publish("token_build", allow);
      const again = await token(browser, client, form);
      expect(decodeJwt(again.body.access_token)).toMatchObject({ seen: true });
    });

    test("tokens of a client itself have no user", async () => {
      const world = await setUp(await open(), options);
      const browser = await signedUp(world);
      const machine = { client_name: "Machine", scope: "read", grant_types: ["client_credentials"] };
      const body = { ...machine, client_credentials_scopes: ["read"], resources: [resource] };
      const created = await world.api.adminCreateOAuthClient!({
        body,
        headers: new Headers({ cookie: browser.cookie }),
      });
      await world.publish("token_build", `return { data = { machine = context.user == nil } }`);
      const client = { id: created.client_id, secret: created.client_secret ?? "" };
      const form = { grant_type: "client_credentials", scope: "read", resource };
      const answer = await token(world.browser(), client, form);
      expect(decodeJwt(answer.body.access_token)).toMatchObject({ machine: true });
      const [context] = await world.contexts("token_build");
      expect(context).toMatchObject({
        kind: "access_token",
        client: { clientId: client.id },
        grantType: "client_credentials",
      });
      expect(context).not.toHaveProperty("user");
    });

    test("access that is granted, changed and revoked is told of", async () => {
      const world = await setUp(await open(), options);
      const { browser, client } = await withClient(world);
      const { body } = await exchange(browser, client, await authorize(browser, client));
      const [granted] = await world.rows("oauthConsent");
      await browser.post("/oauth2/update-consent", { id: granted?.id, update: { scopes: ["openid"] } });
      const form = { token: body.refresh_token };
      const revoked = await browser.ask("/oauth2/revoke", { form, headers: basic(client) });
      expect(revoked.status).toBe(200);
      await browser.post("/oauth2/delete-consent", { id: granted?.id });
      await browser.post("/oauth2/delete-consent", { id: granted?.id });
      await browser.post("/oauth2/delete-client", { client_id: client.id });
      const name = { clientId: client.id, name: "Reader" };
      const user = { email: ada.email };
      const changes = await world.contexts("client_access_change");
      expect(changes).toMatchObject([
        { action: "grant", via: "consent", client: name, user, scopes: ["openid", "profile", "offline_access"] },
        { action: "update", via: "update_consent", client: name, user, scopes: ["openid"] },
        { action: "revoke", via: "revoke_token", client: name },
        { action: "revoke", via: "delete_consent", client: name, user, scopes: ["openid"] },
        { action: "revoke", via: "delete_client", client: name, actor: user },
      ]);
      expect(changes[2]).not.toHaveProperty("user");
    });

    test("a consent that is refused changes nothing", async () => {
      const world = await setUp(await open(), options);
      const { browser, client } = await withClient(world);
      const asked = await browser.get(await authorizePath(client));
      world.asked.length = 0;
      const answer = await consent(browser, asked, { accept: false });
      expect(new URL(answer.body.url).searchParams.get("error")).toBe("access_denied");
      expect(await world.triggers()).toEqual([]);
    });
  });
}
