import { check, invalid } from "../check-options.ts";
import { SluiceError } from "../errors.ts";
import type { Compiled } from "../engine-instance.ts";
import type { ErrorCode } from "../generated/catalog.ts";
import { errorCodes } from "../generated/tables.ts";
import { isJsonObject } from "../json.ts";
import { isAuthentic } from "../plan-checks.ts";
import type { PipelineProblem } from "../plan.ts";
import { pointerKey, readPointer, type FoundPointer, type Pointer } from "../pointer-records.ts";
import type { ScriptRecord } from "../records.ts";
import type { ChangeOptions, Control, PipelineDraft, Publication } from "./api.ts";
import { changeOptions, scriptId, triggerName } from "./arguments.ts";
import { answered, replaceRecord, type Desk } from "./desk.ts";
import { readScript } from "./scripts.ts";
import { minSecretVersions } from "./secrets.ts";

export function pipelineControl(desk: Desk): Control["pipelines"] {
  return {
    publish: (pipeline, options = {}) => answered(() => publish(desk, pipeline, options)),
    unpublish: (trigger, options = {}) => answered(() => unpublish(desk, trigger, options)),
  };
}

/** The plan is written before the pointer moves, so that no engine is sent to a plan that is not there. */
async function publish(desk: Desk, pipeline: PipelineDraft, options: ChangeOptions): Promise<Publication> {
  check(changeOptions, options);
  requireSigning(desk);
  if (!isJsonObject(pipeline))
    throw new SluiceError("invalid_plan", "pipeline must be an object", { field: "pipeline" });
  const { plan, hash } = accepted(await compile(desk, pipeline));
  await desk.records.store.put(desk.records.key("plan", hash), JSON.stringify(plan));
  return movePointer(desk, pipeline.trigger, hash, options);
}

async function unpublish(desk: Desk, trigger: string, options: ChangeOptions): Promise<Publication> {
  check(triggerName, trigger, "trigger");
  check(changeOptions, options);
  requireSigning(desk);
  return movePointer(desk, trigger, "", options);
}

function requireSigning(desk: Desk): void {
  if (desk.signs || desk.records.store.capabilities.trusted) return;
  throw invalid("options.secretKeys", "must be given to publish to a store that others can write to");
}

async function compile(desk: Desk, pipeline: PipelineDraft): Promise<Compiled> {
  const scripts = await readScripts(desk, pipeline);
  const secrets = await minSecretVersions(
    desk,
    scripts.map(({ code }) => code),
  );
  const sources = Object.fromEntries(scripts.map(({ id, name, code }) => [id, { name, code }]));
  return (await desk.core()).compile(JSON.stringify({ ...pipeline, secrets, scripts: sources }));
}

/** The scripts a pipeline names, as far as there are any: what is missing or misshapen is for the core to say. */
async function readScripts(desk: Desk, { layers, graph }: PipelineDraft): Promise<ScriptRecord[]> {
  const inLayers: readonly unknown[] = Array.isArray(layers) ? layers.flat() : [];
  const nodes: readonly unknown[] = Array.isArray(graph?.nodes) ? graph.nodes : [];
  const named = [...inLayers, ...nodes.map((node) => (isJsonObject(node) ? node.scriptId : undefined))];
  const ids = new Set(named.filter((id): id is string => scriptId.safeParse(id).success));
  const scripts = await Promise.all([...ids].map((id) => readScript(desk, id)));
  return scripts.filter((script) => script !== null);
}

function accepted({ problems, plan, hash }: Compiled): { plan: object; hash: string } {
  if (plan && hash !== undefined) return { plan, hash };
  const message = problems.map((problem) => problem.message).join(" ");
  throw new SluiceError(codeOf(problems[0]), message, { field: "pipeline", problems });
}

/** A faulty script is told by its own code, everything else is the pipeline's shape. */
function codeOf(problem: PipelineProblem | undefined): ErrorCode {
  return errorCodes.find((code) => code === problem?.kind) ?? "invalid_plan";
}

async function movePointer(
  desk: Desk,
  trigger: string,
  planHash: string,
  { note }: ChangeOptions,
): Promise<Publication> {
  const { records, actor } = desk;
  const before = await readPointer(records, trigger);
  const fields = { trigger, planHash, revision: await nextRevision(desk, before) };
  const signature = desk.signs ? (await desk.core()).sign(fields) : {};
  const change = { changedAt: desk.now(), changedBy: actor, ...(note !== undefined && { note }) };
  const pointer: Pointer = { ...fields, ...signature, ...change };
  await replaceRecord(desk, pointerKey(records, trigger), before?.text ?? null, pointer);
  return fields;
}

/**
 * Higher than the last one, and never lower than the time: engines that have seen a pointer which was lost since would
 * refuse a count that begins again.
 */
async function nextRevision(desk: Desk, before: FoundPointer | null): Promise<number> {
  const last = before?.pointer;
  return Math.max(last && (await isAuthentic(last, desk)) ? last.revision + 1 : 1, desk.now());
}
