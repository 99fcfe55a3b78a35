import * as z from "zod/mini";

import { check, invalid, jsonObject, notFound } from "../check-options.ts";
import { SluiceError } from "../errors.ts";
import { checkStoredPlan } from "../plan-checks.ts";
import { readPlanJson } from "../stored-plan.ts";
import type { AuditAction } from "./api-audit.ts";
import type {
  CaseCounts,
  PipelineDraft,
  PointerOptions,
  Publication,
  PublishOptions,
  RollbackOptions,
} from "./api-pipelines.ts";
import { flag, revisedChange, seenVersion, version as versionForm } from "./arguments.ts";
import { audited, type Change } from "./audit.ts";
import { compilePipeline, type CompiledPipeline } from "./compiling.ts";
import type { Desk } from "./desk.ts";
import { resolvePipeline } from "./drafts.ts";
import { dryRunOptions } from "./dry-run.ts";
import { requireDryRun } from "./guard.ts";
import { requireCases } from "./kept-cases.ts";
import { beginTurn, movePointer, publicationOf, requirePublished, type Target, type Turn } from "./pointers.ts";
import { latestVersion, readAuthenticVersion, writeVersion, type VersionRecord } from "./version-records.ts";

const publishOptions = z.extend(revisedChange, {
  ...dryRunOptions.shape,
  sample: z.optional(jsonObject("must be an object, a context of the trigger")),
  override: z.optional(flag),
  allowFailingCases: z.optional(flag),
  draft: z.optional(seenVersion),
});
const rollbackOptions = z.extend(revisedChange, { version: z.optional(versionForm) });

/**
 * The order of the writes: audit entry, plan, version, pointer. The last one alone decides what runs, so that whatever
 * breaks off before it has changed nothing, and no engine is sent to a plan that is not there.
 */
export async function publish(
  desk: Desk,
  pipeline: PipelineDraft | string,
  options: PublishOptions,
): Promise<Publication> {
  check(publishOptions, options);
  const draft = await resolvePipeline(desk, pipeline, options.draft);
  const compiled = await compilePipeline(desk, draft);
  const turn = await beginTurn(desk, compiled.plan.trigger, options);
  await requireDryRun(desk, compiled, options);
  const cases = await requireCases(desk, compiled, options.allowFailingCases ?? false);
  const { hash, planJson } = compiled;
  const isUnsafe = options.override === true || (cases?.failed ?? 0) > 0;
  const change = changeOf("pipeline.publish", turn, hash, options, isUnsafe);
  return audited(desk, change, async () => {
    await desk.records.store.put(desk.records.key("plan", hash), planJson);
    const written = await writeVersion(desk, await versionOf(desk, turn, draft, compiled, { ...options, cases }));
    const target = { ...targetOf(desk, turn, written), latest: written.version };
    return { ...(await movePointer(desk, turn, target, options)), ...(cases && { cases }) };
  });
}

export async function unpublish(desk: Desk, trigger: string, options: PointerOptions): Promise<Publication> {
  check(revisedChange, options);
  const turn = await beginTurn(desk, trigger, options);
  const latest = await latestVersion(desk, trigger, turn.found);
  const nothing = { planHash: "", version: 0, previous: ranBefore(turn) };
  const target = { ...targetOf(desk, turn, nothing), latest, disabled: false };
  const change = changeOf("pipeline.unpublish", turn, "", options);
  return audited(desk, change, () => movePointer(desk, turn, target, options));
}

export async function rollback(desk: Desk, trigger: string, options: RollbackOptions): Promise<Publication> {
  check(rollbackOptions, options);
  const turn = await beginTurn(desk, trigger, options);
  const version = await rollbackVersion(desk, turn, options.version);
  const { planHash } = version;
  await requirePlan(desk, trigger, planHash);
  const target = { ...targetOf(desk, turn, version), latest: await latestVersion(desk, trigger, turn.found) };
  const change = changeOf("pipeline.rollback", turn, planHash, options);
  return audited(desk, change, () => movePointer(desk, turn, target, options));
}

/** Switches a trigger on or off; answers what is, if it is so already. */
export async function switchTrigger(
  desk: Desk,
  trigger: string,
  enabled: boolean,
  options: PointerOptions,
): Promise<Publication> {
  check(revisedChange, options);
  const turn = await beginTurn(desk, trigger, options);
  const pointer = requirePublished(turn);
  if (enabled === !pointer.disabled) return publicationOf(pointer);
  const { planHash, version = 0, previous = 0, latest = 0, publishedAt = pointer.changedAt } = pointer;
  const target = { planHash, version, previous, latest, publishedAt, disabled: !enabled };
  const change = changeOf(enabled ? "pipeline.enable" : "pipeline.disable", turn, planHash, options);
  return audited(desk, change, () => movePointer(desk, turn, target, options));
}

/** Whoever switched a trigger off has a reason, which another version does not take away. */
function targetOf(
  desk: Desk,
  { pointer }: Turn,
  { planHash, version, previous }: Pick<VersionRecord, "planHash" | "version" | "previous">,
): Omit<Target, "latest"> {
  return { planHash, version, previous, publishedAt: desk.now(), disabled: pointer?.disabled ?? false };
}

async function versionOf(
  desk: Desk,
  turn: Turn,
  pipeline: PipelineDraft,
  { plan, hash, scripts }: CompiledPipeline,
  { note, override, cases }: PublishOptions & { readonly cases: CaseCounts | undefined },
): Promise<Omit<VersionRecord, "version">> {
  return {
    trigger: turn.trigger,
    revision: turn.revision,
    planHash: hash,
    mode: plan.mode,
    pipeline,
    scripts,
    previous: ranBefore(turn),
    follows: await latestVersion(desk, turn.trigger, turn.found),
    publishedAt: desk.now(),
    publishedBy: desk.actor,
    ...(note !== undefined && { note }),
    ...(override && { override: true as const }),
    ...(cases && { cases }),
  };
}

/** What a rollback would bring back: the version that runs, or, while nothing is published, the one that ran last. */
function ranBefore({ pointer }: Turn): number {
  return pointer?.version ?? pointer?.previous ?? 0;
}

async function rollbackVersion(
  desk: Desk,
  { trigger, pointer }: Turn,
  wanted: number | undefined,
): Promise<VersionRecord> {
  const number = wanted ?? pointer?.previous;
  if (number === undefined) throw invalid("options.version", `must be given: ${trigger} has no known earlier one`);
  const found = await readAuthenticVersion(desk, trigger, number);
  if (!found) throw notFound("options.version", `is no version of ${trigger}`);
  return found;
}

/** Nothing is pointed to that could not run. */
async function requirePlan(desk: Desk, trigger: string, hash: string): Promise<void> {
  const json = await readPlanJson(desk.records, hash);
  if (json === null) throw new SluiceError("store_unavailable", `plan ${hash} is not in the store`);
  checkStoredPlan(await desk.core(), { trigger, hash, json });
}

function changeOf(
  action: AuditAction,
  turn: Turn,
  planHash: string,
  { note }: PointerOptions,
  override = false,
): Change {
  const from = turn.found?.pointer?.revision ?? 0;
  const said = { ...(note !== undefined && { note }), ...(override && { override: true as const }) };
  return { action, target: `pipeline:${turn.trigger}`, from, to: turn.revision, planHash, ...said };
}
