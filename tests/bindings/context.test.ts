import { describe, expect, test } from "vitest";
import { z } from "zod";
import { checkContext, contextText } from "../../bindings/js/context.ts";
import { HookRegistry } from "../../bindings/js/hook-registry.ts";
import { defineHook } from "../../bindings/js/hooks.ts";

describe("a context that has no JSON form is refused by name", () => {
  const cyclic: Record<string, unknown> = { user: { friends: [{}] } };
  (cyclic.user as { friends: object[] }).friends.push(cyclic);
  const deep = Array.from({ length: 20_000 }).reduce<object>((inner) => ({ in: inner }), {});
  const throwing = {
    get user(): never {
      throw new Error("no");
    },
  };

  test.each<[string, unknown, string]>([
    ["null", null, "context"],
    ["undefined", undefined, "context"],
    ["a string", "{}", "context"],
    ["an array", [], "context"],
    ["a function", () => undefined, "context"],
    ["a Date", new Date(0), "context"],
    ["an object that becomes something else", { toJSON: () => [] }, "context"],
    ["an object that becomes nothing", { toJSON: () => undefined }, "context"],
    ["a cycle", cyclic, "context.user.friends[1]"],
    ["a BigInt", { user: { age: 1n } }, "context.user.age"],
    ["a getter that throws", throwing, "context"],
    ["far too many levels", deep, expect.stringMatching(/^context(\.in)*$/) as unknown as string],
  ])("%s", (_, context, field) => {
    expect(() => contextText(context)).toThrow(expect.objectContaining({ code: "invalid_context", field }));
  });
});

test("a context becomes JSON as usual", () => {
  expect(contextText({ at: new Date(0), gone: undefined, list: [undefined] })).toBe(
    '{"at":"1970-01-01T00:00:00.000Z","list":[null]}',
  );
});

test("an object may stand in several places", () => {
  const shared = { n: 1 };
  expect(contextText({ a: shared, b: shared })).toBe('{"a":{"n":1},"b":{"n":1}}');
});

describe("a context is checked against its hook", () => {
  const custom = defineHook({
    name: "before_invite",
    mode: "blocking",
    context: z.object({ guests: z.array(z.object({ email: z.email() })) }),
  });
  const hooks = new HookRegistry([custom]);
  const check = (trigger: string, context: unknown) => checkContext(hooks.find(trigger)!, context);

  test.each([
    ["before_signup", { email: "ada@example.com", unknown: { kept: true } }],
    ["before_signin", {}],
    ["after_signin", { user: { id: "1" }, session: { id: "2", userId: "1", expiresAt: new Date() } }],
    ["before_invite", { guests: [{ email: "ada@example.com" }], more: 1 }],
  ])("%s fits", async (trigger, context) => {
    await expect(check(trigger, context)).resolves.toBeUndefined();
  });

  test.each([
    ["before_signup", {}, "context.email"],
    ["before_signup", { email: "nobody" }, "context.email"],
    ["after_signup", { user: {} }, "context.user.id"],
    ["client_before_register", { redirectUris: ["a", 2] }, "context.redirectUris[1]"],
    ["before_invite", { guests: [{ email: "ada@example.com" }, { email: 7 }] }, "context.guests[1].email"],
  ])("%s does not", async (trigger, context, field) => {
    await expect(check(trigger, context)).rejects.toMatchObject({ code: "invalid_context", field });
  });

  test("a schema that answers later is awaited", async () => {
    const later = z.object({ n: z.number().refine(async (n) => n > 1) });
    const hook = new HookRegistry([defineHook({ name: "later", mode: "async", context: later })]).find("later")!;
    await expect(checkContext(hook, { n: 2 })).resolves.toBeUndefined();
    await expect(checkContext(hook, { n: 1 })).rejects.toMatchObject({ field: "context.n" });
  });

  test("a schema that throws refuses", async () => {
    const context = {
      "~standard": {
        version: 1,
        vendor: "test",
        validate: () => {
          throw new Error("broken");
        },
      },
    } as const;
    const hook = new HookRegistry([defineHook({ name: "broken", mode: "blocking", context })]).find("broken")!;
    await expect(checkContext(hook, {})).rejects.toMatchObject({
      code: "invalid_context",
      cause: { message: "broken" },
    });
  });
});
