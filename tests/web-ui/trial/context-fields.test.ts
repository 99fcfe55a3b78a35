import { hooks, type JsonObject } from "sluice";
import { describe, expect, test } from "vitest";

import {
  contextFields,
  fieldText,
  missingFields,
  readContext,
  withField,
  type ContextField,
} from "../../../web-ui/src/trial/context-fields.ts";

const fieldsOf = (trigger: string): ContextField[] =>
  contextFields(hooks.find(({ name }) => name === trigger)!.context);
const fieldOf = (trigger: string, label: string): ContextField =>
  fieldsOf(trigger).find((field) => field.label === label)!;

test("every hook's context has a form, with the members of shapes under their own path", () => {
  for (const { name } of hooks) expect(fieldsOf(name).length, name).toBeGreaterThan(0);
  const labels = fieldsOf("before_signup").map(({ label }) => label);
  expect(labels.slice(0, 4)).toEqual(["email", "name", "request.ip", "request.userAgent"]);
  expect(labels).toEqual(expect.arrayContaining(["method", "actor.id", "actor.role"]));
  expect(labels.filter((label) => label === "request" || label === "actor")).toEqual([]);
  expect(new Set(labels).size).toBe(labels.length);
});

test("a member of what may be absent may be absent", () => {
  expect([fieldOf("token_build", "user.id").optional, fieldOf("after_signup", "user.id").optional]).toEqual([
    true,
    false,
  ]);
});

describe("a field", () => {
  const signup: JsonObject = { email: "a@b.example", request: { ip: "192.0.2.7" }, further: { kept: true } };

  test("shows what is there, and nothing for what isn't", () => {
    expect(fieldText(signup, fieldOf("before_signup", "request.ip"))).toBe("192.0.2.7");
    expect(fieldText(signup, fieldOf("before_signup", "request.country"))).toBe("");
    expect(fieldText({ request: 5 }, fieldOf("before_signup", "request.ip"))).toBe("");
  });

  test("changes its own member, and leaves everything else in its place", () => {
    expect(JSON.stringify(withField(signup, fieldOf("before_signup", "email"), "c@d.example"))).toBe(
      '{"email":"c@d.example","request":{"ip":"192.0.2.7"},"further":{"kept":true}}',
    );
    expect(withField({}, fieldOf("before_signup", "request.country"), "NL")).toEqual({ request: { country: "NL" } });
  });

  test("takes its member away when it is emptied", () => {
    expect(withField(signup, fieldOf("before_signup", "email"), " ")).toEqual({
      request: { ip: "192.0.2.7" },
      further: { kept: true },
    });
    expect(withField({ email: "x" }, fieldOf("before_signup", "request.ip"), "")).toEqual({ email: "x" });
  });

  test("of a list takes items separated by commas", () => {
    const field = fieldOf("client_before_register", "redirectUris");
    const context = withField({}, field, "https://a.example/cb, https://b.example/cb,");
    expect(context).toEqual({ redirectUris: ["https://a.example/cb", "https://b.example/cb"] });
    expect(fieldText(context!, field)).toBe("https://a.example/cb, https://b.example/cb");
  });

  test("of a map takes JSON, and says when it is none", () => {
    const field = fieldOf("token_build", "token");
    expect(withField({}, field, '{"sub": "u1"}')).toEqual({ token: { sub: "u1" } });
    expect(withField({}, field, '{"sub":')).toBeUndefined();
    expect(fieldText({ token: { sub: "u1" } }, field)).toBe('{"sub":"u1"}');
  });

  test("of a fixed set of values knows them", () => {
    expect(fieldOf("client_access_change", "action")).toMatchObject({
      kind: "choice",
      choices: ["grant", "update", "revoke"],
    });
  });
});

test("what has to be there and isn't is named", () => {
  expect(missingFields(fieldsOf("after_signin"), { user: { id: "u1" } })).toEqual(["session.id", "session.userId"]);
});

test.each([
  ["{", /^This is not JSON: /],
  ["[1]", /object/],
  ["null", /object/],
])("the text %s is no context", (text, fault) => {
  expect(readContext(text).fault).toMatch(fault);
});
