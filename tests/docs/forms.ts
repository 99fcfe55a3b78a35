import { caseFile } from "sluice/cases";
import { pipelineForm } from "sluice/forms";

/** What a block of JSON can be said to be. Each throws for what is not of its form. */
const forms: Readonly<Record<string, (value: unknown) => unknown>> = {
  cases: (value) => caseFile.parse(value),
  pipeline: (value) => pipelineForm.parse(value),
};

/** Throws where a block is not JSON, one value in all or one to a line, or not of the form that it is said to have. */
export function checkJson(text: string, form: string | undefined): void {
  const values = valuesIn(text);
  if (form === undefined) return;
  const check = forms[form];
  if (!check) throw new Error(`there is no form ${form}`);
  values.forEach(check);
}

function valuesIn(text: string): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch (error) {
    const lines = text.trim().split("\n");
    if (lines.length === 1) throw error;
    return lines.map((line) => JSON.parse(line) as unknown);
  }
}
