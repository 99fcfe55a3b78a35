import { errors, SluiceError } from "sluice";
import { expect, test } from "vitest";

import { faultOf } from "../../../web-ui/src/data/faults.ts";
import { ServiceError } from "../../../web-ui/src/data/service-error.ts";

test("every code of the catalog has words for it", () => {
  for (const code of errors.map((error) => error.code)) {
    const { title, text } = faultOf(new SluiceError(code, "What happened."));
    expect(
      [title, text].every((words) => words.length > 0),
      code,
    ).toBe(true);
  }
});

test.each([
  ["unauthorized", "signed-out"],
  ["forbidden", "no-permission"],
  ["unreachable", "unreachable"],
  ["too_many_requests", "unreachable"],
  ["not_configured", "not-configured"],
  ["storage_full", "storage-full"],
  ["internal_error", "broken"],
  ["invalid_body", "refused"],
])("%s is shown as %s", (code, kind) => {
  expect(faultOf(new ServiceError(code, "What happened.", { requestId: "r-1" }))).toMatchObject({
    kind,
    code,
    requestId: "r-1",
  });
});

test("what is still in use is told apart from what somebody else changed", () => {
  const problems = [{ kind: "in_use", message: "before_signup names it.", nodes: ["before_signup"] }];
  expect(faultOf(new SluiceError("conflict", "x", { problems })).title).toBe("It is still in use.");
  expect(faultOf(new SluiceError("conflict", "x")).title).toBe("Somebody else changed this in between.");
});

test("what is no error of Sluice is broken, in its own words", () => {
  expect(faultOf(new TypeError("x is not a function"))).toMatchObject({ kind: "broken", text: "x is not a function" });
  expect(faultOf("a text")).toMatchObject({ kind: "broken", text: "a text" });
});
