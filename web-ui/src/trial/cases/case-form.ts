import type { FetchMock } from "sluice";
import type { Case, Expectation } from "sluice/cases";

import { readContext } from "../context-fields.ts";

/** A case as its form has it: JSON as texts. */
export interface CaseForm {
  readonly name: string;
  readonly context: string;
  /** "": however it ends. */
  readonly status: "" | NonNullable<Expectation["status"]>;
  /** "": whatever it is. */
  readonly outcome: string;
  readonly exact: boolean;
  readonly mocks: readonly FetchMock[];
  /** All of it as JSON, where it is shown as that. */
  readonly json: string;
}

export function formOfCase(each: Case): CaseForm {
  const { name, context, mocks = [], expect } = each;
  const { status = "", outcome, exact = false } = expect;
  const { name: _, ...others } = each;
  return {
    ...{ name, mocks, status, exact },
    context: JSON.stringify(context, null, 2),
    outcome: outcome === undefined ? "" : JSON.stringify(outcome, null, 2),
    json: JSON.stringify(others, null, 2),
  };
}

export type ReadCase =
  | { readonly case: Case; readonly errors?: undefined }
  | { readonly case?: undefined; readonly errors: Readonly<Partial<Record<keyof CaseForm, string>>> };

/** The case that the form makes of `before`, or by field what is wrong with it. What the form does not have stays. */
export function readCaseForm(before: Case, form: CaseForm): ReadCase {
  const name = form.name.trim();
  const { context } = readContext(form.context);
  const isAnyOutcome = form.outcome.trim() === "";
  const { context: outcome } = isAnyOutcome ? {} : readContext(form.outcome);
  const errors = {
    ...nameError(name),
    ...(!context && { context: notAnObject }),
    ...(!isAnyOutcome && !outcome && { outcome: notAnObject }),
  };
  if (Object.keys(errors).length > 0 || !context) return { errors };
  const { mocks: _, expect, ...others } = before;
  const { status: _status, outcome: _outcome, exact: _exact, ...rest } = expect;
  const expected: Expectation = {
    ...(outcome && { outcome }),
    ...(outcome && form.exact && { exact: true }),
    ...(form.status !== "" && { status: form.status }),
    ...rest,
  };
  return { case: { ...others, name, context, ...(form.mocks.length > 0 && { mocks: form.mocks }), expect: expected } };
}

/** The same where all of it but the name is typed as JSON; whoever keeps it checks its form. */
export function readCaseJson(form: CaseForm): ReadCase {
  const name = form.name.trim();
  const { context: value } = readContext(form.json);
  const errors = { ...nameError(name), ...(!value && { json: notAnObject }) };
  if (Object.keys(errors).length > 0 || !value) return { errors };
  return { case: { ...(value as unknown as Omit<Case, "name">), name } };
}

const notAnObject = "This is no JSON object: { … }.";

function nameError(name: string): { readonly name?: string } {
  return name === "" || name.length > 200 ? { name: "Use 1 to 200 characters." } : {};
}
