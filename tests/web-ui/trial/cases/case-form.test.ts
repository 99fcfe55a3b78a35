import type { Case } from "sluice/cases";
import { expect, test } from "vitest";

import { formOfCase, readCaseForm, readCaseJson } from "../../../../web-ui/src/trial/cases/case-form.ts";

const full: Case = {
  name: "a VPN is scored",
  context: { email: "ada@acme.example" },
  userId: "u1",
  mocks: [{ url: "https://geo.example.com/*", json: { score: 1 } }],
  now: 5,
  repeat: 2,
  expect: { outcome: { allowed: true }, exact: true, status: "success", fetches: [], maxInstructions: 100 },
};

test("a case goes through the form and through JSON and stays as it is", () => {
  expect(readCaseForm(full, formOfCase(full))).toEqual({ case: full });
  expect(readCaseJson(formOfCase(full))).toEqual({ case: full });
});

test("what the form does not show stays, and what is emptied in it goes", () => {
  const form = { ...formOfCase(full), name: " renamed ", outcome: "", status: "", mocks: [] } as const;
  const { mocks: _, ...others } = full;
  expect(readCaseForm(full, form)).toEqual({
    case: { ...others, name: "renamed", expect: { fetches: [], maxInstructions: 100 } },
  });
});

test("texts that are no objects, and a name that is none, are told field by field", () => {
  const form = { ...formOfCase(full), name: " ", context: "[]", outcome: "{", json: "1" };
  expect(Object.keys(readCaseForm(full, form).errors ?? {})).toEqual(["name", "context", "outcome"]);
  expect(Object.keys(readCaseJson(form).errors ?? {})).toEqual(["name", "json"]);
});
