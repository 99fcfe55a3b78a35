import { SluiceError } from "../errors.ts";
import type { DryRun, PublishOptions } from "./api-pipelines.ts";
import type { CompiledPipeline } from "./compiling.ts";
import type { Desk } from "./desk.ts";
import { dryRunPlan } from "./dry-run.ts";

/**
 * Keeps a pipeline that could lock everybody out from being published: one that may deny has to be seen to allow a
 * sample. Rejects with `dry_run_failed` and what to do. Precondition: the options were checked.
 */
export async function requireDryRun(desk: Desk, pipeline: CompiledPipeline, options: PublishOptions): Promise<void> {
  const { sample, override } = options;
  if (override) return;
  if (sample !== undefined) return requireAllowed(await runSample(desk, pipeline, sample, options));
  if (pipeline.plan.mode !== "blocking") return;
  const { trigger } = pipeline.plan;
  throw dryRunFailed(
    "options.sample",
    `The pipeline of ${trigger} can deny, so it is not published before a dry run has allowed a sample: give one, as ` +
      `in publish(pipeline, {sample: {…a context of ${trigger}…}}), or override: true to go without.`,
  );
}

async function runSample(
  desk: Desk,
  pipeline: CompiledPipeline,
  sample: object,
  options: PublishOptions,
): Promise<DryRun> {
  try {
    return await dryRunPlan(desk, pipeline, sample, options);
  } catch (error) {
    if (!(error instanceof SluiceError) || error.code !== "invalid_context") throw error;
    const { trigger } = pipeline.plan;
    throw dryRunFailed("options.sample", `The sample is no context of ${trigger}: ${error.message}`, error);
  }
}

function requireAllowed(run: DryRun): void {
  const [call, ...others] = run.wouldCall;
  if (call) {
    const more = others.length === 0 ? "" : ` and make ${others.length} more calls`;
    throw dryRunFailed(
      "options.mocks.fetch",
      `The dry run would call ${call.method} ${call.url}${more}, and no mock answers: give mocks.fetch what the ` +
        "service answers, or override: true to publish without a dry run.",
    );
  }
  const fault = scriptFault(run);
  if (fault !== undefined) throw dryRunFailed("pipeline", `In the dry run ${fault}`);
  if (run.outcome.allowed) return;
  const { error, code } = run.outcome;
  throw dryRunFailed(
    "options.sample",
    `The dry run was denied${code === undefined ? "" : ` (${code})`}: ${error} Give a sample that the pipeline ` +
      "allows, or correct the pipeline.",
  );
}

/** A script error counts also where `onError` covers it: in the next run it may be the context that everybody has. */
function scriptFault({ outcome, trace }: DryRun): string | undefined {
  const span = trace?.spans.find(({ status, parentId }) => status === "error" && parentId === undefined);
  if (span) return `script ${span.scriptId} failed with ${span.errorCode}: ${span.statusMessage}`;
  if (trace?.status !== "error") return undefined;
  const code = outcome.allowed ? undefined : outcome.code;
  return `the pipeline failed${code === undefined ? "" : ` with ${code}`}: ${trace.statusMessage}`;
}

function dryRunFailed(field: string, message: string, cause?: unknown): SluiceError {
  return new SluiceError("dry_run_failed", message, { field, cause });
}
