import { SluiceError } from "../errors.ts";
import type { Compiled } from "../engine-instance.ts";
import type { ErrorCode } from "../generated/catalog.ts";
import { errorCodes } from "../generated/tables.ts";
import { isJsonObject } from "../json.ts";
import type { Plan, PipelineProblem } from "../plan.ts";
import type { ScriptRecord } from "../records.ts";
import type { PipelineDraft } from "./api-pipelines.ts";
import { scriptId } from "./arguments.ts";
import type { Desk } from "./desk.ts";
import { minSecretVersions } from "./secret-names.ts";
import { readScript } from "./stored-scripts.ts";

/** A pipeline that could be published. */
export interface CompiledPipeline {
  readonly plan: Required<Pick<Plan, "trigger" | "mode">> & Plan;
  readonly planJson: string;
  readonly hash: string;
  /** The versions of the scripts it was compiled with, by id. */
  readonly scripts: Readonly<Record<string, number>>;
}

/** Where scripts come from: those of the store, or of files that are to be imported. */
export type ScriptSource = (id: string) => Promise<Pick<ScriptRecord, "id" | "name" | "code" | "version"> | null>;

/** Rejects with `invalid_plan`, `syntax_error` or `limit_size`, and all problems. */
export async function compilePipeline(desk: Desk, pipeline: PipelineDraft): Promise<CompiledPipeline> {
  const { compiled, scripts } = await compile(desk, pipeline, (id) => readScript(desk, id));
  const { problems, plan, hash } = compiled;
  if (plan && hash !== undefined) {
    return {
      plan: plan as unknown as CompiledPipeline["plan"],
      planJson: JSON.stringify(plan),
      hash,
      scripts: Object.fromEntries(scripts.map(({ id, version }) => [id, version])),
    };
  }
  const message = problems.map((problem) => problem.message).join(" ");
  throw new SluiceError(codeOf(problems[0]), message, { field: "pipeline", problems });
}

/** What becomes of a pipeline as it is. */
export interface Assessment {
  /** All that speaks against publishing it, its shape included. */
  readonly problems: readonly PipelineProblem[];
  /** Ids of scripts by layer; absent when its graph has none. */
  readonly layers?: readonly (readonly string[])[];
}

export async function assess(
  desk: Desk,
  pipeline: PipelineDraft,
  source: ScriptSource = (id) => readScript(desk, id),
): Promise<Assessment> {
  try {
    const { problems, plan } = (await compile(desk, pipeline, source)).compiled;
    const layers = pipeline.layers ?? (plan && scriptsByLayer(plan as unknown as Plan));
    return { problems, ...(layers && { layers }) };
  } catch (error) {
    if (!(error instanceof SluiceError) || error.code !== "invalid_plan") throw error;
    return { problems: [{ kind: error.code, message: error.message, nodes: [] }] };
  }
}

export function scriptsByLayer({ layers }: Plan): string[][] {
  return layers.map((layer) => layer.map(({ id }) => id));
}

async function compile(
  desk: Desk,
  pipeline: PipelineDraft,
  source: ScriptSource,
): Promise<{ compiled: Compiled; scripts: readonly Pick<ScriptRecord, "id" | "version">[] }> {
  const found = await Promise.all([...scriptIds(pipeline)].map(source));
  const scripts = found.filter((script) => script !== null);
  const secrets = await minSecretVersions(
    desk,
    scripts.map(({ code }) => code),
  );
  const sources = Object.fromEntries(scripts.map(({ id, name, code }) => [id, { name, code }]));
  const compiled = (await desk.core()).compile(JSON.stringify({ ...pipeline, secrets, scripts: sources }));
  return { compiled, scripts };
}

/** The scripts a pipeline names, as far as they can be ids: what is misshapen is for the core to say. */
export function scriptIds({ layers, graph }: Pick<PipelineDraft, "layers" | "graph">): Set<string> {
  const inLayers: readonly unknown[] = Array.isArray(layers) ? layers.flat() : [];
  const nodes: readonly unknown[] = Array.isArray(graph?.nodes) ? graph.nodes : [];
  const named = [...inLayers, ...nodes.map((node) => (isJsonObject(node) ? node.scriptId : undefined))];
  return new Set(named.filter((id): id is string => scriptId.safeParse(id).success));
}

/** A faulty script is told by its own code, everything else is the pipeline's shape. */
function codeOf(problem: PipelineProblem | undefined): ErrorCode {
  return errorCodes.find((code) => code === problem?.kind) ?? "invalid_plan";
}
