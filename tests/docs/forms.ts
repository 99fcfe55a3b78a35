import { caseFile } from "sluice/cases";
import { pipelineForm } from "sluice/forms";
import { createEngine, hooks } from "sluice";

type Check = (value: unknown) => Promise<unknown> | unknown;

/** What a block of JSON can be said to be. Each throws, or rejects, for what is not of its form. */
const forms: Readonly<Record<string, Check>> = {
  cases: (value) => caseFile.parse(value),
  pipeline: (value) => pipelineForm.parse(value),
};

/** Throws where a block is not JSON, one value to a line or one in all, or not of the form that it is said to have. */
export async function checkJson(text: string, form: string | undefined): Promise<void> {
  const values = valuesIn(text);
  if (form === undefined) return;
  const [name = "", hook] = form.split(" ");
  const check = name === "context" ? contextCheck(hook) : forms[name];
  if (!check) throw new Error(`there is no form ${form}`);
  for (const value of values) await check(value);
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

/** A context of a hook is what an engine takes for one. */
function contextCheck(hook: string | undefined): Check {
  if (!hooks.some(({ name }) => name === hook)) throw new Error(`there is no hook ${hook}`);
  return async (value) => {
    const { memoryStore } = await import("sluice");
    return (await createEngine({ store: memoryStore() })).run(hook!, value as object);
  };
}
