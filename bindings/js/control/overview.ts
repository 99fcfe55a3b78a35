import type { Mode } from "../generated/catalog.ts";
import { isJsonObject, parseJson } from "../json.ts";
import { isAuthentic } from "../plan-checks.ts";
import type { Plan } from "../plan.ts";
import { readPointer, type FoundPointer } from "../pointer-records.ts";
import { DamagedRecordError } from "../records.ts";
import { readPlanJson } from "../stored-plan.ts";
import type { Draft, PipelineDraft, PipelineSummary } from "./api-pipelines.ts";
import { assess, scriptIds, scriptsByLayer } from "./compiling.ts";
import type { Desk } from "./desk.ts";
import { allDrafts } from "./drafts.ts";
import { readVersion } from "./version-records.ts";

/** Every trigger with a draft or a pointer, by name. */
export async function listPipelines(desk: Desk): Promise<PipelineSummary[]> {
  const drafts = new Map<string, Draft>();
  const pointers = new Map<string, FoundPointer>();
  for await (const draft of allDrafts(desk)) drafts.set(draft.pipeline.trigger, draft);
  const prefix = desk.records.key("pointer", "");
  for await (const name of desk.records.names(prefix)) {
    const trigger = name.slice(prefix.length);
    const found = await readPointer(desk.records, trigger);
    if (found) pointers.set(trigger, found);
  }
  const triggers = [...new Set([...drafts.keys(), ...pointers.keys()])].sort();
  return Promise.all(triggers.map((trigger) => summaryOf(desk, trigger, drafts.get(trigger), pointers.get(trigger))));
}

async function summaryOf(
  desk: Desk,
  trigger: string,
  draft: Draft | undefined,
  found: FoundPointer | undefined,
): Promise<PipelineSummary> {
  const mode = await modeOf(desk, trigger, draft, found);
  return {
    trigger,
    ...(mode && { mode }),
    ...(draft && { draft: await draftSummary(desk, draft) }),
    ...(found && (await publishedSummary(desk, trigger, found))),
    enabled: !found?.pointer?.disabled,
  };
}

async function modeOf(
  desk: Desk,
  trigger: string,
  draft: Draft | undefined,
  found: FoundPointer | undefined,
): Promise<Mode | undefined> {
  const known = desk.hooks.find(trigger)?.mode ?? draft?.pipeline.mode;
  const version = found?.pointer?.version;
  return known ?? (version === undefined ? undefined : (await readVersion(desk, trigger, version))?.mode);
}

async function draftSummary(desk: Desk, { pipeline, ...draft }: Draft): Promise<NonNullable<PipelineSummary["draft"]>> {
  const { problems, ...shape } = await assess(desk, pipeline);
  return { ...draft, ...shape, scripts: [...scriptIds(pipeline)], problems: problems.length };
}

/** Nothing for what was unpublished; a damaged pointer is one that engines do not believe. */
async function publishedSummary(
  desk: Desk,
  trigger: string,
  { pointer }: FoundPointer,
): Promise<Pick<PipelineSummary, "published">> {
  if (pointer?.planHash === "") return {};
  const { version = 0, planHash = "", revision = 0, changedBy = "" } = pointer ?? {};
  const publishedAt = pointer?.publishedAt ?? pointer?.changedAt ?? 0;
  const authentic = pointer !== undefined && (await isAuthentic(pointer, desk));
  const layers = await publishedLayers(desk, trigger, version, planHash);
  return {
    published: { version, ...(layers && { layers }), planHash, revision, publishedAt, changedBy, authentic },
  };
}

/** The version tells them, unless they were drawn as a graph: then the plan does. */
async function publishedLayers(
  desk: Desk,
  trigger: string,
  version: number,
  planHash: string,
): Promise<PipelineDraft["layers"]> {
  try {
    const record = await readVersion(desk, trigger, version);
    if (record?.planHash !== planHash) return undefined;
    if (record.pipeline.layers) return record.pipeline.layers;
  } catch (error) {
    if (error instanceof DamagedRecordError) return undefined;
    throw error;
  }
  const plan = parseJson((await readPlanJson(desk.records, planHash)) ?? "");
  return isJsonObject(plan) && Array.isArray(plan.layers) ? scriptsByLayer(plan as unknown as Plan) : undefined;
}
