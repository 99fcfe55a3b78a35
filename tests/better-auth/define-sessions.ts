import { describe, expect, test } from "vitest";
import { defineBlocking, forbidden } from "./define-blocking.ts";
import { ada, allow, deny, fail, setUp, type OpenDatabase, type World } from "./set-up.ts";

/** A browser with Ada signed in; what led there is forgotten. */
export async function signedUp(world: World) {
  const browser = world.browser();
  await browser.post("/sign-up/email", ada);
  await world.engine.close();
  world.asked.length = 0;
  return browser;
}

export function defineSessions(open: OpenDatabase): void {
  describe("sign-in", () => {
    defineBlocking(open, {
      trigger: "before_signin",
      prepare: async (world) => {
        await signedUp(world);
        return () => world.browser().post("/sign-in/email", ada);
      },
      happened: async (world, answer) =>
        (await world.rows("session")).length === 2 && answer.headers.get("set-cookie") !== null,
      refused: forbidden,
      failureText: "Sign-in isn't available right now.",
    });

    test("before_signin sees the user and the way, and a sign-up meets before_signup instead", async () => {
      const world = await setUp(await open());
      await world.browser().post("/sign-up/email", ada);
      expect(await world.triggers()).toEqual(["before_signup", "after_signup", "after_signin"]);
      world.asked.length = 0;
      await world.browser().post("/sign-in/email", ada);
      expect(await world.triggers()).toEqual(["before_signin", "after_signin"]);
      const [{ context: before }, { context: after }] = world.asked as [any, any];
      expect(before).toMatchObject({
        email: ada.email,
        user: { email: ada.email, emailVerified: false },
        method: "email-password",
        stage: "first",
        request: { path: "/sign-in/email" },
      });
      expect(after).toMatchObject({ user: { id: before.user.id }, method: "email-password", isSignup: false });
      expect(Object.keys(after.session).sort()).toEqual(["createdAt", "expiresAt", "id", "userId"]);
    });

    test("a wrong password is answered before anybody is asked", async () => {
      const world = await setUp(await open());
      await signedUp(world);
      await world.publish("before_signin", deny);
      const answer = await world.browser().post("/sign-in/email", { ...ada, password: "wrong wrong wrong" });
      expect(answer.status).toBe(401);
      expect(await world.triggers()).toEqual([]);
    });

    test("with attempts the pipeline is asked before the password is looked at, with what was typed", async () => {
      const world = await setUp(await open(), { sluice: { attempts: true } });
      await signedUp(world);
      await world.publish("before_signin", `if context.stage == "attempt" then ${deny} end`);
      const answer = await world.browser().post("/sign-in/email", { ...ada, password: "wrong wrong wrong" });
      expect(answer).toMatchObject(forbidden("not_today", "Not today."));
      expect(await world.contexts("before_signin")).toEqual([
        expect.objectContaining({ stage: "attempt", email: ada.email, login: ada.email, method: "email-password" }),
      ]);
      expect(JSON.stringify(world.asked)).not.toContain("wrong wrong");
    });

    test.each([deny, fail])("nothing that after_signin does reaches the caller (%s)", async (code) => {
      const world = await setUp(await open());
      await signedUp(world);
      await world.publish("after_signin", code);
      const browser = world.browser();
      expect((await browser.post("/sign-in/email", ada)).status).toBe(200);
      expect((await browser.get("/get-session")).body).toMatchObject({ user: { email: ada.email } });
      const [trace] = await world.traces("after_signin");
      expect(trace?.userId).toBe((await world.rows("user"))[0]?.id);
    });

    test("another session for somebody who is signed in is no sign-in", async () => {
      const world = await setUp(await open());
      const browser = await signedUp(world);
      await world.publish("before_signin", deny);
      const change = { currentPassword: ada.password, newPassword: "another long password", revokeOtherSessions: true };
      expect((await browser.post("/change-password", change)).status).toBe(200);
      expect((await browser.post("/update-user", { name: "Ada L." })).status).toBe(200);
      expect(await world.triggers()).toEqual([]);
    });

    test("an engine that cannot be had refuses, and is told in the log", async () => {
      const engine = Promise.reject(new Error("no engine.wasm"));
      engine.catch(() => "the plugin comes later than the rejection");
      const world = await setUp(await open(), { sluice: { engine } });
      expect(await world.browser().post("/sign-up/email", ada)).toMatchObject({
        status: 403,
        body: { code: "PIPELINE_FAILED", message: "Sign-up isn't available right now." },
      });
    });
  });

  describe("sign-out", () => {
    defineBlocking(open, {
      trigger: "before_signout",
      prepare: async (world) => {
        const browser = await signedUp(world);
        return () => browser.post("/sign-out");
      },
      happened: async (world) => (await world.rows("session")).length === 0,
      refused: forbidden,
      failureText: "Sign-out isn't available right now.",
    });

    test("before_signout sees who ends which session, and nobody who has none is asked", async () => {
      const world = await setUp(await open());
      const browser = await signedUp(world);
      await world.publish("before_signout", allow);
      await browser.post("/sign-out");
      await world.browser().post("/sign-out");
      const contexts = await world.contexts("before_signout");
      expect(contexts).toMatchObject([{ user: { email: ada.email }, request: { path: "/sign-out" } }]);
      expect(contexts[0].session.userId).toBe(contexts[0].user.id);
    });
  });
}
