import { expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import type { Engine } from "../../bindings/js/api.ts";
import type { HookContexts } from "../../bindings/js/generated/catalog.ts";
import { defineHook } from "../../bindings/js/hooks.ts";
import type { AllowedOutcome, Outcome } from "../../bindings/js/outcome.ts";

const invite = defineHook({ name: "before_invite", mode: "blocking", context: z.looseObject({ guests: z.number() }) });
const invited = defineHook({ name: "after_invite", mode: "async", context: z.object({}) });

test("a definition is kept as it is and cannot be changed", () => {
  expect(invite).toMatchObject({ name: "before_invite", mode: "blocking" });
  expect(Object.isFrozen(invite)).toBe(true);
});

// What follows is checked by tsc; the functions are never called.
declare const engine: Engine;
declare const custom: Engine<typeof invite | typeof invited>;
declare const trigger: string;

test("run knows the context of each hook", () => {
  const calls = () => [
    engine.run("before_signup", { email: "a@b.c" }),
    engine.run("before_signup", { email: "a@b.c", anything: { else: true } }),
    engine.run("after_signin", { user: { id: "1" }, session: { id: "2", userId: "1", expiresAt: new Date() } }),
    custom.run("before_invite", { guests: 2 }),
    engine.run(trigger, {}),
    // @ts-expect-error email is missing
    engine.run("before_signup", {}),
    // @ts-expect-error email is a string
    engine.run("before_signup", { email: 7 }),
    // @ts-expect-error guests is a number
    custom.run("before_invite", { guests: "two" }),
    // @ts-expect-error nobody defined this trigger
    engine.run("before_invite", { guests: 2 }),
    // @ts-expect-error a context is an object
    engine.run(trigger, "context"),
  ];
  expectTypeOf(calls).toBeFunction();
  expectTypeOf<HookContexts["before_signup"]["email"]>().toEqualTypeOf<string>();
});

test("run knows which hooks can deny", () => {
  const calls = () => ({
    blocking: engine.run("before_signup", { email: "a@b.c" }),
    enrichment: engine.run("token_build", { token: {} }),
    async: engine.run("after_signup", { user: { id: "1" } }),
    customBlocking: custom.run("before_invite", { guests: 2 }),
    customAsync: custom.run("after_invite", {}),
    unknown: engine.run(trigger, {}),
  });
  type Answers = ReturnType<typeof calls>;
  expectTypeOf<Awaited<Answers["blocking"]>>().toEqualTypeOf<Outcome>();
  expectTypeOf<Awaited<Answers["enrichment"]>>().toEqualTypeOf<Outcome>();
  expectTypeOf<Awaited<Answers["async"]>>().toEqualTypeOf<AllowedOutcome>();
  expectTypeOf<Awaited<Answers["customBlocking"]>>().toEqualTypeOf<Outcome>();
  expectTypeOf<Awaited<Answers["customAsync"]>>().toEqualTypeOf<AllowedOutcome>();
  expectTypeOf<Awaited<Answers["unknown"]>>().toEqualTypeOf<Outcome>();
});
