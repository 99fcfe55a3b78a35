import * as z from "zod/mini";

import { check, invalid, notFound } from "../check-options.ts";
import { SluiceError } from "../errors.ts";
import { isJsonObject } from "../json.ts";
import type { Graph } from "../plan.ts";
import type { Draft, DraftOptions, PipelineDraft } from "./api-pipelines.ts";
import { revisedChange, text, triggerName } from "./arguments.ts";
import { audited } from "./audit.ts";
import { replaceRecord, requireSeen, type Desk } from "./desk.ts";

/** A draft in the store. A discarded one stays as its revision, so that the next one does not begin again. */
export type DraftRecord = Omit<PipelineDraft, "graph"> &
  Partial<Graph> &
  Omit<Draft, "pipeline"> & { readonly discarded?: true };

const maxDraftBytes = 262_144;

const id = text(128, 1);
// What a node is, the core says.
export const pipelineGraph = z.looseObject(
  {
    nodes: z.array(
      z.looseObject({ id }, "must be a node {id, trigger} or {id, scriptId}"),
      "must be an array of nodes",
    ),
    edges: z.array(z.looseObject({ from: id, to: id }, "must be an edge {from, to}"), "must be an array of edges"),
  },
  "must be an object {nodes, edges}",
) as unknown as z.ZodMiniType<Graph>;

const share = z.optional(z.number("must be a number"));

// Whether it makes a pipeline is for publishing to say: an unfinished one must be kept, too.
export const pipelineForm = z.strictObject(
  {
    trigger: triggerName,
    layers: z.optional(z.array(z.array(id, "must be an array of script ids"), "must be an array of layers")),
    graph: z.optional(pipelineGraph),
    mode: z.optional(z.enum(["blocking", "enrichment", "async"], 'must be "blocking", "enrichment" or "async"')),
    onError: z.optional(z.enum(["block", "allow"], 'must be "block" or "allow"')),
    failureText: z.optional(text(1_024)),
    limits: z.optional(z.record(z.string(), z.number("must be a number"), "must be an object {limit: number}")),
    sampling: z.optional(z.looseObject({ trace: share, journal: share }, "must be an object {trace?, journal?}")),
  },
  "must be an object {trigger, layers or graph, mode?, onError?, failureText?, limits?," +
    " sampling?} and nothing else",
);

/** Throws `invalid_options` for what cannot be kept as a draft. */
export function checkDraft(pipeline: PipelineDraft, root = "pipeline"): void {
  check(pipelineForm, pipeline, root);
  if ((pipeline.layers === undefined) === (pipeline.graph === undefined)) {
    throw invalid(root, "must have either layers or graph");
  }
  if (new TextEncoder().encode(JSON.stringify(pipeline)).length > maxDraftBytes) {
    throw invalid(root, `must have at most ${maxDraftBytes} bytes as JSON`);
  }
}

export async function readDraft(desk: Desk, trigger: string): Promise<Draft | null> {
  check(triggerName, trigger, "trigger");
  const found = await desk.records.read<DraftRecord>(draftKey(desk, trigger));
  return found && !found.record.discarded ? draftOf(found.record) : null;
}

/** Every draft, by trigger. */
export async function* allDrafts(desk: Desk): AsyncGenerator<Draft> {
  for await (const name of desk.records.names(draftKey(desk, ""))) {
    const found = await desk.records.read<DraftRecord>(name);
    if (found && !found.record.discarded) yield draftOf(found.record);
  }
}

/** The pipeline itself, or the draft of the trigger it names. Rejects with `not_found` when there is none. */
export async function resolvePipeline(
  desk: Desk,
  pipeline: PipelineDraft | string,
  seen?: number,
): Promise<PipelineDraft> {
  if (typeof pipeline !== "string") {
    if (isJsonObject(pipeline)) return pipeline;
    throw new SluiceError("invalid_plan", "pipeline must be an object", { field: "pipeline" });
  }
  const draft = await readDraft(desk, pipeline);
  requireSeen("draft", `The draft of ${pipeline}`, seen, draft?.revision ?? 0);
  if (!draft) throw notFound("pipeline", `names a trigger without a draft, ${pipeline}`);
  return draft.pipeline;
}

export async function saveDraft(desk: Desk, pipeline: PipelineDraft, options: DraftOptions): Promise<Draft> {
  check(revisedChange, options);
  checkDraft(pipeline);
  const { graph: drawn, ...rest } = pipeline;
  return draftOf(await writeDraft(desk, "draft.save", { ...rest, ...drawn }, options));
}

export async function discardDraft(desk: Desk, trigger: string, options: DraftOptions): Promise<boolean> {
  check(revisedChange, options);
  const draft = await readDraft(desk, trigger);
  if (!draft) return false;
  const { revision } = draft;
  requireSeen("revision", `The draft of ${trigger}`, options.revision, revision);
  await writeDraft(desk, "draft.discard", { trigger, layers: [], discarded: true }, { ...options, revision });
  return true;
}

type Content = Omit<DraftRecord, keyof Omit<Draft, "pipeline">>;

async function writeDraft(
  desk: Desk,
  action: "draft.save" | "draft.discard",
  content: Content,
  { note, revision: seen }: DraftOptions,
): Promise<DraftRecord> {
  const { trigger } = content;
  const key = draftKey(desk, trigger);
  const before = await desk.records.read<DraftRecord>(key);
  const from = before?.record.revision ?? 0;
  requireSeen("revision", `The draft of ${trigger}`, before?.record.discarded && seen === 0 ? from : seen, from);
  const saved = { revision: from + 1, updatedAt: desk.now(), updatedBy: desk.actor };
  const record = { ...content, ...saved, ...(note !== undefined && { note }) };
  const change = { action, target: `pipeline:${trigger}`, from, to: from + 1, ...(note !== undefined && { note }) };
  await audited(desk, change, () => replaceRecord(desk, key, before?.text ?? null, record));
  return record;
}

function draftKey({ records }: Desk, trigger: string): string {
  return records.key("draft", trigger);
}

function draftOf({ revision, updatedAt, updatedBy, note, discarded: _, ...content }: DraftRecord): Draft {
  const { nodes, edges, ...rest } = content;
  const pipeline = nodes && edges ? { ...rest, graph: { nodes, edges } } : rest;
  return { pipeline, revision, updatedAt, updatedBy, ...(note !== undefined && { note }) };
}
