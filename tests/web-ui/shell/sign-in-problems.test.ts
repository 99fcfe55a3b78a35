import { expect, test } from "vitest";

import { problemsOf } from "../../../web-ui/src/shell/sign-in-problems.ts";

test("a token that a header can carry has no problem, with a name or without", () => {
  expect(problemsOf("t".repeat(512), "")).toEqual({});
  expect(problemsOf("token", "Ada <ada@example.com>")).toEqual({});
});

test.each([
  ["", ""],
  ["two words", ""],
  ["t".repeat(513), ""],
  ["tökken", ""],
])("%j is no token", (token, actor) => {
  expect(Object.keys(problemsOf(token, actor))).toEqual(["token"]);
});

test("a name is in ASCII, up to 128 characters", () => {
  expect(problemsOf("token", "a".repeat(128))).toEqual({});
  expect(Object.keys(problemsOf("token", "a".repeat(129)))).toEqual(["actor"]);
  expect(Object.keys(problemsOf("token", "Zoë"))).toEqual(["actor"]);
});
