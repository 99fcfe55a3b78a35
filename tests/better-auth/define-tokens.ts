import { describe, expect, test } from "vitest";
import { decodeJwt } from "jose";
import { organization } from "better-auth/plugins";
import { forbidden } from "./define-blocking.ts";
import { signedUp } from "./define-sessions.ts";
import { ada, deny, fail, setUp, type OpenDatabase } from "./set-up.ts";

export function defineTokens(open: OpenDatabase): void {
  describe("session JWTs", () => {
    test("token_build adds claims, with a trace of the user", async () => {
      const world = await setUp(await open());
      const browser = await signedUp(world);
      await world.publish("token_build", `return { data = { tenant = context.user.email:match("@(.+)$") } }`);
      const { body } = await browser.get("/token");
      const claims = decodeJwt(body.token);
      expect(claims).toMatchObject({ tenant: "example.com", email: ada.email, iss: "http://localhost:3000" });
      const [context] = await world.contexts("token_build");
      expect(context).toMatchObject({
        kind: "session_jwt",
        user: { id: claims.sub },
        session: { userId: claims.sub },
        token: { email: ada.email },
      });
      expect(await world.traces("token_build")).toEqual([expect.objectContaining({ userId: claims.sub })]);
    });

    test("token_build starts from the application's own payload", async () => {
      const definePayload = ({ user }: { user: { id: string } }) => ({ id: user.id, plan: "free" });
      const world = await setUp(await open(), { jwt: { jwt: { definePayload } } });
      const browser = await signedUp(world);
      await world.publish("token_build", `return { data = { plan = context.token.plan .. "+", id = "someone" } }`);
      const { sub, ...claims } = decodeJwt((await browser.get("/token")).body.token);
      expect(claims).toMatchObject({ plan: "free+", id: sub });
      expect(claims).not.toHaveProperty("email");
    });

    test("reserved claims cannot be forged", async () => {
      const world = await setUp(await open());
      const browser = await signedUp(world);
      await world.publish(
        "token_build",
        `return { data = {
          iss = "evil", sub = "root", aud = "evil", exp = 1, nbf = 1, iat = 1, jti = "x", client_id = "x", scope = "all",
          acr = "x", amr = "x", auth_time = 1, act = "x", cnf = "x", email = "root@evil.example", fine = true,
        } }`,
      );
      const claims = decodeJwt((await browser.get("/token")).body.token);
      const [user] = await world.rows("user");
      const own = "http://localhost:3000";
      expect(claims).toMatchObject({ iss: own, aud: own, sub: user?.id, fine: true });
      expect(claims.email).toBe(ada.email);
      expect(claims.exp).toBeGreaterThan(1_700_000_000);
      for (const name of ["jti", "client_id", "scope", "acr", "amr", "auth_time", "act", "cnf", "nbf"]) {
        expect(claims).not.toHaveProperty(name);
      }
    });

    test.each([
      [deny, "block", forbidden("not_today", "Not today.")],
      [fail, "block", forbidden("PIPELINE_FAILED", "A token can't be issued right now.")],
      [fail, "allow", { status: 200 }],
    ] as const)("a token is refused, or built, as the pipeline says (%s, %s)", async (code, onError, expected) => {
      const world = await setUp(await open());
      const browser = await signedUp(world);
      await world.publish("token_build", code, { onError });
      expect(await browser.get("/token")).toMatchObject(expected);
    });

    test.each([deny, fail])("a refusal leaves the token out of a session that is read (%s)", async (code) => {
      const world = await setUp(await open(), { jwt: { disableSettingJwtHeader: false } });
      const browser = await signedUp(world);
      const before = await browser.get("/get-session");
      expect(decodeJwt(before.headers.get("set-auth-jwt") ?? "")).toMatchObject({ email: ada.email });
      await world.publish("token_build", code);
      const after = await browser.get("/get-session");
      expect(after).toMatchObject({ status: 200, body: { user: { email: ada.email } } });
      expect(after.headers.get("set-auth-jwt")).toBeNull();
      const headers = new Headers({ cookie: browser.cookie });
      expect(await world.auth.api.getSession({ headers })).toMatchObject({ user: { email: ada.email } });
    });

    test("token_build sees the organization that is active and the role in it", async () => {
      const world = await setUp(await open(), { plugins: [organization()] });
      const browser = await signedUp(world);
      const { body } = await browser.post("/organization/create", { name: "Engines", slug: "engines" });
      await browser.get("/token");
      const [context] = await world.contexts("token_build");
      expect(context).toMatchObject({
        session: { activeOrganizationId: body.id },
        organization: { id: body.id, role: "owner" },
      });
    });
  });
}
