import { describe, expect, test } from "vitest";

import { compareReach, hasToBeSeen, reachOf, readSource } from "../../../web-ui/src/pipelines/model/reach.ts";

describe("a script's source", () => {
  test("tells its first comment, hosts, secrets and what it reads, with lines", () => {
    const facts = readSource(
      [
        "-- Score network and country",
        'local key = helpers.secret("GEO_KEY")',
        'local r = helpers.fetch("https://Geo.example/v1?ip=" .. context.request.ip)',
        "return { data = { email = context.email, before = context.prev.x } }",
        "",
      ].join("\n"),
    );
    expect(facts).toEqual({
      comment: "Score network and country",
      hosts: [{ name: "geo.example", line: 3 }],
      secrets: [{ name: "GEO_KEY", line: 2 }],
      reads: [
        { name: "request.ip", line: 3 },
        { name: "email", line: 4 },
      ],
      lines: 4,
    });
  });

  test("does not count what stands in comments", () => {
    const { hosts, secrets } = readSource(
      '-- see https://docs.example\n--[[ helpers.secret("OLD") ]]\n--[==[\n"https://x.example"\n]==]\nreturn {}',
    );
    expect([hosts, secrets]).toEqual([[], []]);
  });

  test("is not led astray by comment signs in strings", () => {
    const { hosts } = readSource("local s = '--[[' local u = \"https://a.example/--\" local v = [[https://b.example]]");
    expect(hosts.map(({ name }) => name)).toEqual(["a.example", "b.example"]);
  });

  test.each([
    [
      "before_signup, first layer: turns away mail",
      "-- before_signup, first layer: turns away mail",
      "Turns away mail",
    ],
    ["a plain one", "--   Lower-case   ", "Lower-case"],
    ["none", "return {}", undefined],
    ["a long comment", "--[[ x ]]", undefined],
  ])("has a first comment: %s", (_, code, comment) => {
    expect(readSource(code).comment).toBe(comment);
  });

  test("that ends nowhere does not hang", () => {
    expect(readSource(`--[[${"x".repeat(50_000)}`).hosts).toEqual([]);
    expect(readSource(`"${"\\".repeat(50_000)}`).hosts).toEqual([]);
  });
});

test("what a draft newly reaches and what it no longer does", () => {
  const before = reachOf([{ id: "a", code: 'helpers.fetch("https://a.example") helpers.secret("K")' }]);
  const after = reachOf([{ id: "b", code: '\nhelpers.fetch("https://b.example") helpers.secret("K")' }]);
  expect(compareReach(before, after)).toEqual({
    added: [{ kind: "host", name: "b.example", scriptId: "b", line: 2 }],
    removed: [{ kind: "host", name: "a.example", scriptId: "a", line: 1 }],
  });
});

describe("with what the language service found", () => {
  const none = { secrets: [], settings: [], hosts: [], helpers: [], context: [], unbounded: [] };

  test("a script reaches what it found, at the lines that name it", () => {
    const code =
      'local key, who = "K" .. "EY", context.request\nhelpers.fetch("https://a.example/" .. context.email .. who.ip)\n' +
      "helpers.secret(key) print(context.prev.host)";
    const fields = ["email", "prev.host", "request.ip"];
    const capabilities = { ...none, hosts: ["a.example"], secrets: ["KEY"], helpers: ["fetch", "secret"], context: fields };
    expect(reachOf([{ id: "s", code, capabilities }])).toEqual([
      { kind: "host", name: "a.example", scriptId: "s", line: 2 },
      { kind: "secret", name: "KEY", scriptId: "s" },
      { kind: "helper", name: "fetch", scriptId: "s" },
      { kind: "helper", name: "secret", scriptId: "s" },
      { kind: "field", name: "email", scriptId: "s", line: 2 },
      { kind: "field", name: "request.ip", scriptId: "s" },
    ]);
  });

  test("names that are made when it runs may be any, which is something new of its own", () => {
    const code = "helpers.fetch(context.url)";
    const before = reachOf([{ id: "s", code, capabilities: { ...none, hosts: ["a.example"] } }]);
    const capabilities = { ...none, hosts: ["a.example"], unbounded: ["hosts", "secrets", "settings", "helpers", "context"] as const };
    const { added } = compareReach(before, reachOf([{ id: "s", code, capabilities }]));
    expect(added).toEqual([
      { kind: "host", name: "", scriptId: "s" },
      { kind: "secret", name: "", scriptId: "s" },
      { kind: "setting", name: "", scriptId: "s" },
      { kind: "helper", name: "", scriptId: "s" },
      { kind: "field", name: "", scriptId: "s" },
    ]);
    expect(added.filter(hasToBeSeen).map(({ kind }) => kind)).toEqual(["host", "secret", "setting"]);
    expect(hasToBeSeen({ kind: "helper" } as never) || hasToBeSeen({ kind: "field" } as never)).toBe(false);
  });
});
