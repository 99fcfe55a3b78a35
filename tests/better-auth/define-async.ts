import type { TriggerName } from "sluice";
import { describe, expect, test } from "vitest";
import type { Answer } from "./browser.ts";
import { signedUp } from "./define-sessions.ts";
import { authorize, oauthOptions, register, registration } from "./oauth-flow.ts";
import { ada, deny, fail, setUp, type OpenDatabase, type World } from "./set-up.ts";

/** What an async hook is told of, and whether it has happened. */
interface Told {
  readonly trigger: TriggerName;
  readonly act: (world: World) => Promise<unknown>;
}

const status = (expected: number, { status }: Answer) => expect(status).toBe(expected);

async function withCode(world: World): Promise<void> {
  const browser = await signedUp(world);
  expect(await authorize(browser, await register(browser))).not.toBe("");
}

const all: readonly Told[] = [
  { trigger: "after_signup", act: async (world) => status(200, await world.browser().post("/sign-up/email", ada)) },
  {
    trigger: "after_signin",
    act: async (world) => {
      await signedUp(world);
      status(200, await world.browser().post("/sign-in/email", ada));
    },
  },
  {
    trigger: "apikey_after_create",
    act: async (world) => status(200, await (await signedUp(world)).post("/api-key/create", { name: "ci" })),
  },
  {
    trigger: "apikey_after_exchange",
    act: async (world) => {
      const { body } = await (await signedUp(world)).post("/api-key/create", { name: "ci" });
      status(200, await world.browser().get("/get-session", { "x-api-key": body.key }));
    },
  },
  {
    trigger: "client_after_register",
    act: async (world) => status(201, await (await signedUp(world)).post("/oauth2/register", registration)),
  },
  { trigger: "client_after_authorize", act: withCode },
  { trigger: "client_access_change", act: withCode },
];

/** Nothing that async hooks do reaches whoever called. */
export function defineAsync(open: OpenDatabase): void {
  describe.each(all)("$trigger", ({ trigger, act }) => {
    test("cannot be published with onError block", async () => {
      const world = await setUp(await open());
      await expect(world.publish(trigger, fail, { onError: "block" })).rejects.toThrow(/onError cannot be block/);
    });

    test.each([
      [deny, {}],
      [fail, {}],
      [fail, { onError: "allow" }],
    ] as const)("fails no call, and has a trace of the user (%s, %o)", async (code, more) => {
      const world = await setUp(await open(), { oauth: oauthOptions });
      await world.publish(trigger, code, more);
      await act(world);
      const traces = await world.traces(trigger);
      const [user] = await world.rows("user");
      const status = code === fail ? "error" : expect.any(String);
      expect(traces.at(-1)).toMatchObject({ userId: user?.id, spans: [{ status }] });
    });
  });

  test("no async hook is waited for, nor needs an engine to answer", async () => {
    const engine = new Promise<never>(() => undefined);
    const hooks = all.map(({ trigger }) => trigger);
    for (const { act } of all) {
      const world = await setUp(await open(), { oauth: oauthOptions, sluice: { engine, hooks } });
      await act(world);
    }
  });
}
