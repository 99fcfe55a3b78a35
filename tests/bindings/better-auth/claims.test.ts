import { expect, test } from "vitest";
import { addedClaims, shownClaims } from "../../../bindings/js/better-auth/claims.ts";

test("claims are added, and those an application has can be changed unless they say who the user is", () => {
  const already = { plan: "free", email: "ada@example.com" };
  expect(addedClaims({ plan: "pro", email: "root@evil.example", team: 7 }, already)).toEqual({ plan: "pro", team: 7 });
  expect(addedClaims({ email: "ada@example.com" }, {})).toEqual({ email: "ada@example.com" });
});

test("a claim with the name of a prototype is a claim", () => {
  const claims = addedClaims(JSON.parse('{"__proto__": {"admin": true}}'), {});
  expect(Object.hasOwn(claims, "__proto__")).toBe(true);
  expect(({ ...claims } as { admin?: boolean }).admin).toBeUndefined();
});

test("the session's token is not among the claims that scripts see, whatever its name", () => {
  expect(shownClaims({ id: "u1", session: "secret-token" }, "secret-token")).toEqual({ id: "u1" });
});
