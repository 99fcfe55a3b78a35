import { describe, expect, test } from "vitest";

import { noProblems } from "../../../web-ui/src/pipelines/model/problems.ts";
import { publishRefusal, type PublishState } from "../../../web-ui/src/pipelines/model/publishing.ts";

const cases = { isRunning: false, failed: 0, isFaulty: false, isOverridden: false, reason: "" };
const ready: PublishState = {
  mode: "blocking",
  problems: noProblems,
  isChecked: true,
  isEmpty: false,
  isReachKnown: true,
  isReachOpen: false,
  sampleFault: false,
  dryRun: "success",
  wouldCall: 0,
  isOverridden: false,
  reason: "",
  cases,
  isOffline: false,
};

describe("a pipeline", () => {
  test("can be published when everything was looked at and works", () => {
    expect(publishRefusal(ready)).toBeUndefined();
  });

  test.each<[Partial<PublishState>, string]>([
    [{ isOffline: true }, "Needs the worker."],
    [{ isEmpty: true }, "The pipeline has no scripts."],
    [{ problems: { ...noProblems, errors: 2 } }, "There are 2 errors."],
    [{ isChecked: false }, "Being checked."],
    [{ isReachKnown: false }, "What it reaches is being found."],
    [{ isReachOpen: true }, "Look at what is newly reached first."],
    [{ dryRun: "blocked" }, "The sample is denied: everybody might be."],
    [{ isOverridden: true }, "Say why it goes out without a dry run."],
    [{ cases: { ...cases, isRunning: true } }, "The cases are being run."],
    [{ cases: { ...cases, isRunning: true, failed: 3 } }, "The cases are being run."],
    [{ cases: { ...cases, failed: 1 } }, "1 case fails."],
    [{ cases: { ...cases, failed: 3 } }, "3 cases fail."],
    [{ cases: { ...cases, isFaulty: true } }, "The cases couldn't be run."],
    [{ cases: { ...cases, failed: 3, isOverridden: true } }, "Say why it goes out with cases that fail."],
  ])("%j is not: %s", (state, refusal) => {
    expect(publishRefusal({ ...ready, ...state })).toBe(refusal);
  });

  test("goes without a dry run, or with cases that fail, for a reason; one does not stand for the other", () => {
    const allowed = { ...cases, failed: 1, isOverridden: true, reason: "They are of last year." };
    expect(publishRefusal({ ...ready, cases: allowed })).toBeUndefined();
    expect(publishRefusal({ ...ready, cases: allowed, dryRun: "blocked" })).toMatch("sample is denied");
    const undry = { ...ready, dryRun: undefined, isOverridden: true, reason: "No answer here." };
    expect(publishRefusal(undry)).toBeUndefined();
    expect(publishRefusal({ ...undry, cases: { ...cases, failed: 1 } })).toBe("1 case fails.");
  });

  test("of mode async needs no sample, but cases that pass", () => {
    const after: PublishState = { ...ready, mode: "async", dryRun: undefined };
    expect(publishRefusal(after)).toBeUndefined();
    expect(publishRefusal({ ...after, cases: { ...cases, failed: 1 } })).toBe("1 case fails.");
  });
});
