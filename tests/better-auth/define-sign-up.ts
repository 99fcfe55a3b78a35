import { describe, expect, test } from "vitest";
import { admin } from "better-auth/plugins";
import { defineBlocking, forbidden } from "./define-blocking.ts";
import { ada, allow, deny, fail, setUp, type OpenDatabase } from "./set-up.ts";

export function defineSignUp(open: OpenDatabase): void {
  describe("sign-up", () => {
    for (const signupGate of ["path", "database"] as const) {
      describe(`with the gate ${signupGate}`, () => {
        defineBlocking(open, {
          trigger: "before_signup",
          options: { sluice: { signupGate } },
          prepare: async (world) => () => world.browser().post("/sign-up/email", ada),
          happened: async (world) => (await world.rows("user")).length > 0 && (await world.rows("account")).length > 0,
          refused: forbidden,
          userOf: async () => undefined,
          failureText: "Sign-up isn't available right now.",
        });
      });
    }

    test("before_signup sees who signs up, how and from where, but no password", async () => {
      const world = await setUp(await open());
      const answer = await world.browser().post("/sign-up/email", ada, { "accept-language": "en" });
      expect(answer.status).toBe(200);
      expect(await world.contexts("before_signup")).toEqual([
        {
          email: "ada@example.com",
          name: "Ada",
          method: "email-password",
          request: {
            ip: "203.0.113.7",
            userAgent: "tests",
            origin: "http://localhost:3000",
            headers: { "accept-language": "en" },
            path: "/sign-up/email",
            method: "POST",
            viaHttp: true,
          },
        },
      ]);
    });

    test("the host can count the breaches of a password, which no script sees", async () => {
      const countBreaches = (password: string) => (password === ada.password ? 7 : 0);
      const world = await setUp(await open(), { sluice: { countBreaches } });
      await world.browser().post("/sign-up/email", ada);
      const [context] = await world.contexts("before_signup");
      expect(context.passwordBreaches).toBe(7);
      expect(JSON.stringify(world.asked)).not.toContain(ada.password);
    });

    test("a host that cannot count is answered as the pipeline's onError says", async () => {
      const countBreaches = () => Promise.reject(new Error("no network"));
      for (const [onError, status] of [["block", 403], ["allow", 200]] as const) {
        const world = await setUp(await open(), { sluice: { countBreaches } });
        await world.publish("before_signup", allow, { onError });
        expect((await world.browser().post("/sign-up/email", ada)).status).toBe(status);
        expect(world.incidents.map(({ error }) => error.message)).toEqual(["no network"]);
      }
    });

    test.each(["requireEmailVerification", "autoSignIn"] as const)(
      "a refusal at the path is seen although better-auth hides others (%s)",
      async (setting) => {
        const emailAndPassword = { enabled: true, [setting]: setting === "requireEmailVerification" };
        const seen = await setUp(await open(), { auth: { emailAndPassword } });
        await seen.publish("before_signup", deny);
        expect(await seen.browser().post("/sign-up/email", ada)).toMatchObject(forbidden("not_today", "Not today."));

        const hidden = await setUp(await open(), { auth: { emailAndPassword }, sluice: { signupGate: "database" } });
        await hidden.publish("before_signup", deny);
        expect((await hidden.browser().post("/sign-up/email", ada)).status).toBe(200);
        expect(await hidden.rows("user")).toEqual([]);
      },
    );

    test("calls of the server itself are refused with an APIError, and need no request", async () => {
      const world = await setUp(await open());
      await world.publish("before_signup", deny);
      const call = world.auth.api.signUpEmail({ body: ada });
      await expect(call).rejects.toMatchObject({ status: "FORBIDDEN", body: { code: "not_today" } });
      const [context] = await world.contexts("before_signup");
      expect(context.request).toMatchObject({ viaHttp: false, path: "/sign-up/email" });
      expect(await world.rows("user")).toEqual([]);
    });

    test("an address that is none is left to the endpoint", async () => {
      const world = await setUp(await open());
      expect((await world.browser().post("/sign-up/email", { ...ada, email: "nobody" })).status).toBe(400);
      expect(await world.triggers()).toEqual([]);
    });

    test("a user's own validateUserInfo is asked first, and its refusal stands", async () => {
      const validateUserInfo = async ({ user }: { user: { email?: string } }) =>
        user.email?.startsWith("ada") ? { error: "no_ada" } : undefined;
      const world = await setUp(await open(), { sluice: { validateUserInfo, signupGate: "database" } });
      expect((await world.browser().post("/sign-up/email", ada)).body).toMatchObject({ code: "no_ada" });
      expect((await world.browser().post("/sign-up/email", { ...ada, email: "bob@example.com" })).status).toBe(200);
    });

    test("after_signup tells of the new user in the background", async () => {
      const world = await setUp(await open());
      await world.publish("after_signup", allow);
      expect((await world.browser().post("/sign-up/email", ada)).status).toBe(200);
      const [context] = await world.contexts("after_signup");
      expect(context).toMatchObject({ user: { email: ada.email, name: "Ada" }, method: "email-password" });
      expect(await world.traces("after_signup")).toEqual([
        expect.objectContaining({ status: "success", userId: context.user.id }),
      ]);
    });

    test.each([deny, fail])("nothing that after_signup does reaches the caller (%s)", async (code) => {
      const world = await setUp(await open());
      await world.publish("after_signup", code);
      expect((await world.browser().post("/sign-up/email", ada)).status).toBe(200);
      expect(await world.contexts("after_signup")).toHaveLength(1);
      expect(await world.rows("session")).toHaveLength(1);
    });

    test("administrators who create users are the actors, and sign nobody in", async () => {
      const world = await setUp(await open(), { plugins: [admin()] });
      const browser = world.browser();
      await browser.post("/sign-up/email", ada);
      const { adapter } = await world.auth.$context;
      await adapter.update({ model: "user", where: [{ field: "email", value: ada.email }], update: { role: "admin" } });
      await world.triggers();
      world.asked.length = 0;
      const created = await browser.post("/admin/create-user", { ...ada, email: "bob@example.com", role: "user" });
      expect(created.status).toBe(200);
      expect(await world.triggers()).toEqual(["before_signup", "after_signup"]);
      const who = { email: ada.email, role: "admin" };
      expect(world.asked).toMatchObject([
        { context: { email: "bob@example.com", method: "admin", actor: who } },
        { context: { user: { email: "bob@example.com" }, method: "admin", actor: who } },
      ]);
      world.asked.length = 0;
      await browser.post("/admin/impersonate-user", { userId: created.body.user.id });
      expect(await world.triggers()).toEqual([]);
    });
  });
}
