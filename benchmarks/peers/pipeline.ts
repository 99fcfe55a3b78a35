import type { JsonObject, Scenario, Script } from "../scenarios/scenario.ts";

/** What a script returned, converted to JavaScript; undefined: nothing. */
export interface ScriptAnswer {
  readonly allowed?: unknown;
  readonly error?: unknown;
  readonly data?: JsonObject;
}

/** Runs one script on a context. */
export type RunScript = (script: Script, context: JsonObject) => Promise<ScriptAnswer | undefined>;

/**
 * The layers of a scenario on an engine that only knows scripts, by the rules that Sluice took over from the original:
 * the scripts of a layer run together, their data is merged in plan order into the next layer's `prev` and the answer,
 * the first deny ends it. No trace is written.
 */
export async function runPipeline(
  scenario: Scenario,
  runScript: RunScript,
): Promise<{ allowed: boolean; error?: unknown; data?: JsonObject }> {
  const outputs: JsonObject = {};
  const data: JsonObject = {};
  let context: JsonObject = { ...scenario.context };
  for (const layer of scenario.layers) {
    const answers = await Promise.all(layer.map((script) => runScript(script, { ...context, outputs })));
    const prev: JsonObject = {};
    for (const [index, answer] of answers.entries()) {
      if (answer?.allowed === false) return { allowed: false, error: answer.error };
      if (answer?.data === undefined) continue;
      outputs[layer[index]!.id] = answer.data;
      Object.assign(prev, answer.data);
      Object.assign(data, answer.data);
    }
    context = { ...context, prev };
  }
  return { allowed: true, data };
}

/** What a helper named fetch gives scripts of all peers. */
export async function fetchedAnswer(response: Response): Promise<JsonObject> {
  const text = await response.text();
  return { status: response.status, ok: response.ok, body: JSON.parse(text) as JsonObject };
}
