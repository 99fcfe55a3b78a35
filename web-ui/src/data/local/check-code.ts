import { memoryStore, SluiceError, type Control, type ControlOptions } from "sluice";

import type { CodeProblem } from "../workspace.ts";

/** Compiles code as publishing would, in a store of its own that is thrown away. */
export async function checkCode(
  createControl: (options: ControlOptions) => Control,
  code: string,
): Promise<readonly CodeProblem[]> {
  const { scripts, pipelines } = createControl({ store: memoryStore(), actor: "check" });
  try {
    await scripts.save({ id: "script", code });
    const problems = await pipelines.check({ trigger: "check", mode: "blocking", layers: [["script"]] });
    return problems.map(({ message }) => codeProblem(message));
  } catch (error) {
    if (error instanceof SluiceError) return [{ message: error.message }];
    throw error;
  }
}

/** The line stands in front: `script:3: unexpected symbol near '1'`. */
function codeProblem(text: string): CodeProblem {
  const [, line, message] = /^script:(\d+): (.*)$/s.exec(text) ?? [];
  return line === undefined || message === undefined ? { message: text } : { message, line: Number(line) };
}
