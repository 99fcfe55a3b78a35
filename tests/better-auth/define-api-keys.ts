import { describe, expect, test } from "vitest";
import { defineBlocking, forbidden } from "./define-blocking.ts";
import { signedUp } from "./define-sessions.ts";
import { ada, allow, deny, fail, setUp, type OpenDatabase, type World } from "./set-up.ts";

const keyRequest = { name: "ci", prefix: "ci_", expiresIn: 86_400 * 30, metadata: { team: "core" } };

/** Ada, signed in, with a key. */
async function withKey(world: World) {
  const browser = await signedUp(world);
  const { body } = await browser.post("/api-key/create", keyRequest);
  await world.engine.close();
  world.asked.length = 0;
  return { browser, id: body.id as string, key: body.key as string };
}

export function defineApiKeys(open: OpenDatabase): void {
  describe("API keys", () => {
    defineBlocking(open, {
      trigger: "apikey_before_create",
      prepare: async (world) => {
        const browser = await signedUp(world);
        return () => browser.post("/api-key/create", keyRequest);
      },
      happened: async (world) => (await world.rows("apikey")).length === 1,
      refused: forbidden,
      failureText: "API keys can't be created right now.",
    });

    defineBlocking(open, {
      trigger: "apikey_before_revoke",
      prepare: async (world) => {
        const { browser, id } = await withKey(world);
        return () => browser.post("/api-key/delete", { keyId: id });
      },
      happened: async (world) => (await world.rows("apikey")).length === 0,
      refused: forbidden,
      failureText: "API keys can't be revoked right now.",
    });

    defineBlocking(open, {
      trigger: "apikey_before_exchange",
      prepare: async (world) => {
        const { key } = await withKey(world);
        return () => world.browser().get("/get-session", { "x-api-key": key });
      },
      happened: (_, answer) => answer.body?.user?.email === ada.email,
      refused: forbidden,
      failureText: "This API key can't be used right now.",
    });

    test("apikey_before_create sees what is asked for, by whom, and how many keys there are", async () => {
      const world = await setUp(await open());
      const { browser } = await withKey(world);
      await browser.post("/api-key/create", keyRequest);
      const [context] = await world.contexts("apikey_before_create");
      expect(context).toMatchObject({
        ...keyRequest,
        keyCount: 1,
        actor: { email: ada.email },
        request: { path: "/api-key/create", ip: "203.0.113.7" },
      });
      expect(context.userId).toBe(context.actor.id);
    });

    test("calls of the server itself are asked about too", async () => {
      const world = await setUp(await open());
      await signedUp(world);
      const userId = String((await world.rows("user"))[0]?.id);
      await world.publish("apikey_before_create", deny);
      const permissions = { files: ["read"] };
      await expect(world.api.createApiKey!({ body: { userId, name: "ci", permissions } })).rejects.toMatchObject({
        body: { code: "not_today" },
      });
      expect(await world.contexts("apikey_before_create")).toMatchObject([{ userId, permissions }]);
      expect(await world.rows("apikey")).toEqual([]);
    });

    test("apikey_after_create tells of the key without the key", async () => {
      const world = await setUp(await open());
      const browser = await signedUp(world);
      await world.publish("apikey_after_create", fail);
      const { body, status } = await browser.post("/api-key/create", keyRequest);
      expect(status).toBe(200);
      const [context] = await world.contexts("apikey_after_create");
      expect(context).toMatchObject({
        apikey: { id: body.id, name: "ci", prefix: "ci_", enabled: true, metadata: { team: "core" } },
        userId: context.actor.id,
      });
      expect(JSON.stringify(world.asked)).not.toContain(body.key);
      expect(await world.traces("apikey_after_create")).toEqual([
        expect.objectContaining({ userId: context.userId, spans: [expect.objectContaining({ status: "error" })] }),
      ]);
    });

    test("a key that is verified runs both hooks of its use once, and is not valid when denied", async () => {
      const world = await setUp(await open());
      const { id, key } = await withKey(world);
      expect(await world.api.verifyApiKey!({ body: { key } })).toMatchObject({ valid: true });
      expect(await world.triggers()).toEqual(["apikey_before_exchange", "apikey_after_exchange"]);
      expect(world.asked).toMatchObject([
        { context: { apikey: { id, name: "ci" }, via: "verify" } },
        { context: { apikey: { id, name: "ci" }, via: "verify" } },
      ]);
      await world.publish("apikey_before_exchange", deny);
      world.asked.length = 0;
      expect(await world.api.verifyApiKey!({ body: { key } })).toEqual({
        valid: false,
        error: { code: "not_today", message: "Not today." },
        key: null,
      });
      expect(await world.triggers()).toEqual(["apikey_before_exchange"]);
      expect(JSON.stringify(world.asked)).not.toContain(key);
    });

    test("a key nobody knows is nobody's to ask about", async () => {
      const world = await setUp(await open());
      const answer = await world.api.verifyApiKey!({ body: { key: "ci_nothing".padEnd(70, "x") } });
      expect(answer).toMatchObject({ valid: false, error: { code: "INVALID_API_KEY" } });
      expect(await world.triggers()).toEqual([]);
    });

    test("each request with a key runs both hooks once, with the key's own record", async () => {
      const world = await setUp(await open());
      const { id, key } = await withKey(world);
      await world.publish("apikey_after_exchange", deny);
      for (const path of ["/get-session", "/list-sessions"]) {
        world.asked.length = 0;
        expect((await world.browser().get(path, { "x-api-key": key })).status).toBe(200);
        expect(await world.triggers()).toEqual(["apikey_before_exchange", "apikey_after_exchange"]);
        expect(world.asked[0]?.context).toMatchObject({
          apikey: { id, name: "ci", prefix: "ci_", metadata: { team: "core" } },
          via: "session",
          request: { path },
        });
        expect(JSON.stringify(world.asked)).not.toContain(key);
      }
      const [trace] = await world.traces("apikey_after_exchange");
      expect(trace?.userId).toBe((await world.rows("user"))[0]?.id);
    });

    test("what is done with a key is done by its owner: a key cannot create keys past the hook", async () => {
      const world = await setUp(await open());
      const { key } = await withKey(world);
      await world.publish("apikey_before_create", deny);
      const answer = await world.browser().post("/api-key/create", keyRequest, { "x-api-key": key });
      expect(answer).toMatchObject(forbidden("not_today", "Not today."));
      expect((await world.contexts("apikey_before_create"))[0].actor).toMatchObject({ email: ada.email });
      expect(await world.rows("apikey")).toHaveLength(1);
    });

    test("switching a key off is revoking it, and switching it on or renaming it is not", async () => {
      const world = await setUp(await open());
      const { browser, id } = await withKey(world);
      await world.publish("apikey_before_revoke", deny);
      expect(await browser.post("/api-key/update", { keyId: id, enabled: false })).toMatchObject({
        status: 403,
        body: { code: "not_today" },
      });
      expect((await browser.post("/api-key/update", { keyId: id, name: "cd" })).status).toBe(200);
      expect(await world.contexts("apikey_before_revoke")).toMatchObject([
        { apikey: { id, metadata: { team: "core" } }, action: "disable", actor: { email: ada.email } },
      ]);
    });

    test("nobody is asked about a key of somebody else, which the endpoint refuses", async () => {
      const world = await setUp(await open());
      const { id } = await withKey(world);
      await world.publish("apikey_before_revoke", allow);
      const bob = world.browser();
      await bob.post("/sign-up/email", { ...ada, email: "bob@example.com" });
      expect((await bob.post("/api-key/delete", { keyId: id })).status).toBe(404);
      expect(await world.contexts("apikey_before_revoke")).toEqual([]);
    });
  });
}
