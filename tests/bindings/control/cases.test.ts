import type { CaseFile } from "sluice/cases";
import { describe, expect, test } from "vitest";
import { conflict, deploy, refused } from "./deployment.ts";

const one = { name: "lets ada in", context: { email: "ada@example.com" }, expect: { outcome: { allowed: true } } };
const file: CaseFile = { trigger: "before_signup", cases: [one] };
const about = { trigger: "before_signup", count: 1 };

describe("a file of cases", () => {
  test("is kept as it was saved, with who saved it and when, and counts its saves", async () => {
    const { control, as, clock } = deploy();
    await control.cases.save("signup", { ...file, about: "begun" }, { note: "n" });
    const saved = await as("bob").cases.save("signup", file, { revision: 1 });
    expect(saved).toEqual({ name: "signup", ...about, file, revision: 2, updatedAt: clock.now, updatedBy: "bob" });
    expect(await control.cases.get("signup")).toEqual(saved);
    expect(await control.cases.get("signin")).toBeNull();
  });

  test("is listed without its cases, by name, for all triggers or for one", async () => {
    const { control } = deploy();
    await control.cases.save("own", { trigger: "before_signin", pipeline: { layers: [] }, cases: [] });
    await control.cases.save("a", file, { note: "n" });
    const saved = { revision: 1, updatedAt: 1_700_000_000_000, updatedBy: "ada" };
    const own = { name: "own", trigger: "before_signin", ownPipeline: true, count: 0, ...saved };
    expect(await control.cases.list()).toEqual([{ name: "a", ...about, ...saved, note: "n" }, own]);
    expect(await control.cases.list({ trigger: "before_signin" })).toEqual([own]);
    await expect(control.cases.list({ trigger: "No" })).rejects.toMatchObject(refused("query.trigger"));
  });

  test("saved over a revision that is not the newest is a conflict, and nothing is lost", async () => {
    const { control } = deploy();
    await control.cases.save("signup", file, { revision: 0 });
    const late = control.cases.save("signup", { ...file, cases: [] }, { revision: 0 });
    await expect(late).rejects.toMatchObject(conflict("revision"));
    expect(await control.cases.get("signup")).toMatchObject({ revision: 1, file });
  });

  test("can be deleted, and the next one goes on counting", async () => {
    const { control } = deploy();
    await control.cases.save("signup", file);
    await expect(control.cases.delete("signup", { revision: 5 })).rejects.toMatchObject(conflict("revision"));
    expect(await control.cases.delete("signup", { note: "done" })).toBe(true);
    expect(await control.cases.delete("signup")).toBe(false);
    expect([await control.cases.get("signup"), await control.cases.list()]).toEqual([null, []]);
    expect(await control.cases.save("signup", file, { revision: 0 })).toMatchObject({ revision: 3 });
  });

  test("is told of in the audit log, by its name", async () => {
    const { control } = deploy();
    await control.cases.save("signup", file, { note: "n" });
    await control.cases.delete("signup");
    const { items } = await control.audit.list({ target: "cases:signup" });
    expect(items).toMatchObject([
      { action: "cases.delete", from: 1, to: 2 },
      { action: "cases.save", from: 0, to: 1, note: "n" },
    ]);
  });

  const deep = (levels: number): object => JSON.parse(`${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`) as object;
  const expecting = (count: number) => ({ fetches: Array.from({ length: count }, () => ({ url: "*", times: 0 })) });
  const named = (count: number) => Array.from({ length: count }, (_, index) => ({ ...one, name: `${index}` }));

  test.each<[string, unknown, string]>([
    ["nothing", null, "file"],
    ["no trigger", { cases: [] }, "file.trigger"],
    ["two cases of one name", { ...file, cases: [one, one] }, "file.cases[1].name"],
    ["a misspelt expectation", { ...file, cases: [{ ...one, expect: { outcom: {} } }] }, "file.cases[0].expect"],
    ["more than 200 cases", { ...file, cases: named(201) }, "file.cases"],
    [
      "more than 100 requests that a case expects",
      { ...file, cases: [{ ...one, expect: expecting(101) }] },
      "file.cases[0].expect.fetches",
    ],
    ["more than 128 KB", { ...file, cases: [{ ...one, context: { a: "x".repeat(131_072) } }] }, "file"],
    ["a context far too deep", { ...file, cases: [{ ...one, context: deep(29) }] }, "file"],
    ["a context so deep that looking at it all would end the process", { ...file, pipeline: deep(5_000) }, "file"],
  ])("with %s is refused, and nothing is written", async (_, value, field) => {
    const { control, keys } = deploy();
    await expect(control.cases.save("signup", value as CaseFile)).rejects.toMatchObject(refused(field));
    expect(await keys()).toEqual([]);
  });

  test("may have 200 cases, contexts of 28 levels, and 100 requests that a case expects", async () => {
    const { control } = deploy();
    const cases = [{ ...one, context: deep(28) as typeof one.context, expect: expecting(100) }, ...named(199)];
    expect(await control.cases.save("signup", { ...file, cases })).toMatchObject({ count: 200 });
  });

  test("has a name that is a file's everywhere", async () => {
    const { control } = deploy();
    for (const name of ["", "A", "a.b", "../a", "a".repeat(65)]) {
      await expect(control.cases.save(name, file)).rejects.toMatchObject(refused("name"));
      await expect(control.cases.get(name)).rejects.toMatchObject(refused("name"));
    }
  });

  test("is one of 100 at most; those that are there can still be changed", async () => {
    const { control } = deploy();
    for (let n = 0; n < 100; n++) await control.cases.save(`f${n}`, file);
    await expect(control.cases.save("more", file)).rejects.toMatchObject(refused("name"));
    await control.cases.save("f7", { ...file, cases: [] });
    await control.cases.delete("f9");
    expect(await control.cases.save("more", file)).toMatchObject({ revision: 1 });
  });
});

describe("as a file", () => {
  const path = "tests/signup.cases.json";
  const text = `${JSON.stringify(file, null, 2)}\n`;

  test("goes out, and comes in where it differs", async () => {
    const { control } = deploy();
    await control.cases.save("signup", file);
    expect(await control.exportFiles()).toEqual({ [path]: text });
    const other = deploy().control;
    expect(await (await other.importFiles({ [path]: text }, { note: "n" })).apply()).toMatchObject({ applied: [path] });
    expect(await other.cases.get("signup")).toMatchObject({ file, note: "n" });
    const again = await other.importFiles({ [path]: JSON.stringify(file) });
    expect(again.changes).toEqual([{ path, change: "unchanged" }]);
    const changed = await other.importFiles({ [path]: text.replace("ada in", "her in") });
    expect(changed.changes).toEqual([{ path, change: "changed" }]);
  });

  test("is removed when told to, and refused when somebody changed it meanwhile", async () => {
    const { control } = deploy();
    await control.cases.save("signup", file);
    const plan = await control.importFiles({}, { remove: true });
    expect(plan.changes).toEqual([{ path, change: "removed" }]);
    await control.cases.save("signup", { ...file, cases: [] });
    await expect(plan.apply()).rejects.toMatchObject(conflict("revision"));
    await (await control.importFiles({}, { remove: true })).apply();
    expect(await control.exportFiles()).toEqual({});
  });

  test.each([
    [path, "{", path],
    [path, "{}", `files["${path}"].trigger`],
    ["tests/NO.cases.json", text, "NO"],
    ["tests/signup.json", text, "tests/signup.json"],
    ["tests/a/signup.cases.json", text, "tests/a"],
    ["scripts/a.cases.json", text, "scripts/a.cases.json"],
  ])("%s is refused with %s", async (name, content, field) => {
    const refusal = { code: "invalid_options", field: expect.stringContaining(field) };
    await expect(deploy().control.importFiles({ [name]: content })).rejects.toMatchObject(refusal);
  });
});
