import { describe, expect, it } from "vitest";

import { hooks } from "../../../bindings/js/generated/catalog.ts";
import { hookSchemas } from "../../../bindings/js/generated/schemas.ts";

function problemPaths(result: {
  error?: { issues: readonly { path: readonly PropertyKey[] }[] } | undefined;
}): string[] {
  return (result.error?.issues ?? []).map(({ path }) => path.join("."));
}

describe("hookSchemas", () => {
  it("has a schema for every hook of the catalog", () => {
    expect(Object.keys(hookSchemas)).toEqual(hooks.map(({ name }) => name));
  });

  it("keeps unknown fields, also inside shapes", () => {
    const context = { user: { id: "u1", plan: "pro" }, method: "email" };
    expect(hookSchemas.after_signup.parse(context)).toEqual(context);
  });

  it("takes null and absence alike for an optional field", () => {
    expect(hookSchemas.before_signup.safeParse({ email: "a@b.example", name: null }).success).toBe(true);
    expect(hookSchemas.before_signin.safeParse({}).success).toBe(true);
  });

  it("names the field that is missing or of another type", () => {
    expect(problemPaths(hookSchemas.before_signup.safeParse({}))).toEqual(["email"]);
    expect(problemPaths(hookSchemas.after_signin.safeParse({ user: { id: 1 }, session: { id: "s" } }))).toEqual([
      "user.id",
      "session.userId",
    ]);
    expect(
      problemPaths(hookSchemas.client_access_change.safeParse({ client: { clientId: "c" }, action: "gran" })),
    ).toEqual(["action"]);
    expect(
      problemPaths(hookSchemas.apikey_before_create.safeParse({ userId: "u", permissions: { files: "read" } })),
    ).toEqual(["permissions.files"]);
  });

  it.each(["a@b.example", "a+tag@b.example", "josé@exämple.example", "temp-1@localhost"])(
    "takes %s for an address",
    (email) => {
      expect(hookSchemas.before_signup.safeParse({ email }).success).toBe(true);
    },
  );

  it.each(["", "a", "a@", "@b.example", "a b@c.example", "a@b c"])("does not take %j for an address", (email) => {
    expect(problemPaths(hookSchemas.before_signup.safeParse({ email }))).toEqual(["email"]);
  });

  it.each(["2030-01-02T03:04:05Z", 0, 1_900_000_000_000])("keeps the date %j as it is", (expiresAt) => {
    const context = { user: { id: "u" }, session: { id: "s", userId: "u", expiresAt } };
    expect(hookSchemas.after_signin.parse(context).session.expiresAt).toBe(expiresAt);
  });

  it("turns a Date into its ISO form", () => {
    const context = { user: { id: "u" }, session: { id: "s", userId: "u", expiresAt: new Date(0) } };
    expect(hookSchemas.after_signin.parse(context).session.expiresAt).toBe("1970-01-01T00:00:00.000Z");
  });

  it.each(["soon", Number.NaN, 1e300, new Date(Number.NaN), true])(
    "refuses %j as a date and names the field",
    (expiresAt) => {
      const result = hookSchemas.after_signin.safeParse({
        user: { id: "u" },
        session: { id: "s", userId: "u", expiresAt },
      });
      expect(problemPaths(result)).toEqual(["session.expiresAt"]);
    },
  );
});
