import type { KeptCases, Trace } from "sluice";
import { expect, test } from "vitest";

import {
  casesOf,
  expectationOf,
  filesForNew,
  freeCaseName,
  withAdded,
  withoutCase,
  withReplaced,
} from "../../../web-ui/src/data/case-files.ts";

const caseOf = (name: string) => ({ name, context: {}, expect: {} });
const fileOf = (name: string, names: readonly string[], changes: Partial<KeptCases> = {}): KeptCases => ({
  ...{ name, trigger: "before_signup", count: names.length, revision: 3, updatedAt: 1, updatedBy: "ada" },
  file: { trigger: "before_signup", secrets: { GEO_KEY: "made-up" }, cases: names.map(caseOf) },
  ...changes,
});
const files = [fileOf("own", ["a"], { ownPipeline: true }), fileOf("signup", ["b", "c"]), fileOf("other", ["b"])];

test("a new case goes behind those of its file, among those that are about the trigger's own pipeline", () => {
  expect(filesForNew(files)).toEqual(["signup", "other"]);
  const { name, revision, file } = withAdded(files, "before_signup", caseOf("d"), "signup");
  expect([name, revision, file.cases.map((each) => each.name)]).toEqual(["signup", 3, ["b", "c", "d"]]);
  expect(file.secrets).toEqual({ GEO_KEY: "made-up" });
});

test("the first case of a file makes it, where there must be none", () => {
  expect(withAdded(files, "before_signup", caseOf("d"), "risk")).toEqual({
    ...{ name: "risk", revision: 0 },
    file: { trigger: "before_signup", cases: [caseOf("d")] },
  });
});

test("a case is replaced and taken out in its own file, where another has one of its name", () => {
  const placed = { file: "other", case: caseOf("b") };
  expect(withReplaced(files, placed, caseOf("renamed"))).toMatchObject({
    name: "other",
    file: { cases: [{ name: "renamed" }] },
  });
  expect(withoutCase(files, placed)).toMatchObject({ name: "other", revision: 3, file: { cases: [] } });
});

test("a case that is not there any more is not put back", () => {
  for (const gone of [
    { file: "other", case: caseOf("z") },
    { file: "gone", case: caseOf("b") },
  ]) {
    expect([withReplaced(files, gone, caseOf("b")), withoutCase(files, gone)]).toEqual([undefined, undefined]);
  }
});

test("a name that a case has gets a number", () => {
  expect([freeCaseName(files, "d"), freeCaseName(files, "b")]).toEqual(["d", "b 2"]);
  expect(freeCaseName([fileOf("x", ["b", "b 2"])], "b")).toBe("b 3");
  expect(casesOf(files).map(({ file, case: { name } }) => `${file}/${name}`)).toEqual([
    "own/a",
    "signup/b",
    "signup/c",
    "other/b",
  ]);
});

test("what is expected of a run is its outcome without the trace it left, and the failure of a script that failed", () => {
  const spans = [
    { parentId: "1", status: "error", errorCode: "fetch_failed" },
    { status: "error", errorCode: "runtime_error" },
  ];
  const trace = { status: "error", spans } as unknown as Trace;
  expect(expectationOf({ allowed: false, error: "No.", traceId: "t" }, trace)).toEqual({
    ...{ outcome: { allowed: false, error: "No." }, exact: true },
    ...{ status: "error", errorCode: "runtime_error" },
  });
  expect(expectationOf({ allowed: true }, undefined)).toEqual({
    outcome: { allowed: true },
    exact: true,
    status: "success",
  });
});
