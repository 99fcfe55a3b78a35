/**
 * Policy tests: cases in JSON beside scripts, and what runs them, on every platform and without any effect.
 *
 * @module
 */
export {
  caseFile,
  checkCaseFile,
  readCaseFile,
  type Case,
  type CaseFile,
  type Expectation,
  type ExpectedFetch,
} from "./cases/case-file.ts";
export { findingLines, type Finding } from "./cases/compare.ts";
export { joinCoverage, type ScriptCoverage } from "./cases/coverage.ts";
export { planOf } from "./cases/plan-of.ts";
export type { MadeRequest } from "./cases/requests.ts";
export type { CaseBudget } from "./cases/purse.ts";
export { runCases, type CaseReport, type CaseResult, type RunCasesOptions } from "./cases/run-cases.ts";
export { tryPlan, type Tried, type TryOptions } from "./cases/try-plan.ts";
