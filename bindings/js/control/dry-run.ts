import * as z from "zod/mini";

import { check, secrets as secretsForm } from "../check-options.ts";
import { checkContext, contextText } from "../context.ts";
import { countersOf } from "../host/rate-limit.ts";
import { plainSecrets, standInFor, type SecretSource, storedSecrets } from "../host/secrets.ts";
import { readSecret } from "../secret-records.ts";
import { memoryStore } from "../stores/memory.ts";
import type { DryRun, DryRunOptions, PipelineDraft } from "./api-pipelines.ts";
import { text } from "./arguments.ts";
import { compilePipeline, type CompiledPipeline } from "./compiling.ts";
import type { Desk } from "./desk.ts";
import { resolvePipeline } from "./drafts.ts";
import { callsWithoutAnswer, fetchMocks, mockedFetch } from "./fetch-mocks.ts";

export const dryRunMocks = z.looseObject({ fetch: z.optional(fetchMocks) }, "must be an object {fetch: [mock…]}");

export const dryRunOptions = z.looseObject(
  {
    mocks: z.optional(dryRunMocks),
    secrets: z.optional(z.union([z.literal("stored"), secretsForm], 'must be "stored" or an object {NAME: secret}')),
    userId: z.optional(text(256)),
    requestIp: z.optional(text(256)),
  },
  "must be an object",
);

/** Runs a pipeline, or the draft of a trigger, without any effect. */
export async function dryRun(
  desk: Desk,
  pipeline: PipelineDraft | string,
  context: object,
  options: DryRunOptions,
): Promise<DryRun> {
  check(dryRunOptions, options);
  const compiled = await compilePipeline(desk, await resolvePipeline(desk, pipeline));
  return dryRunPlan(desk, compiled, context, options);
}

/** The same for a pipeline that is compiled already. Precondition: the options were checked. */
export async function dryRunPlan(
  desk: Desk,
  { plan, planJson, hash }: CompiledPipeline,
  context: object,
  { mocks, secrets = {}, userId, requestIp }: DryRunOptions,
): Promise<DryRun> {
  const contextJson = contextText(context);
  const hook = desk.hooks.find(plan.trigger);
  if (hook) await checkContext(hook, context);
  const { now } = desk;
  const { outcome, trace, journal } = await desk.executor.execute({
    planKey: hash,
    planJson,
    contextJson,
    userId,
    requestIp,
    now,
    record: true,
    tools: {
      fetch: mockedFetch(mocks?.fetch ?? []),
      fetchPolicy: desk.fetchPolicy,
      depth: 0,
      secrets: secretSource(desk, secrets),
      counters: countersOf(memoryStore({ now })),
      counterPrefix: "",
      now,
    },
  });
  return { outcome, ...(trace && { trace }), wouldCall: journal ? callsWithoutAnswer(journal) : [] };
}

function secretSource({ records }: Desk, wanted: NonNullable<DryRunOptions["secrets"]>): SecretSource {
  const read = async (name: string) => (await readSecret(records, name))?.envelope.record ?? null;
  // The outcome of the dry run says that the store failed.
  const stored = storedSecrets(read, () => undefined);
  if (wanted === "stored") return stored;
  const given = plainSecrets(wanted);
  return async (name) => (await given(name)) ?? standIn(name, await stored(name));
}

/** Bound as the secret says it is, so that a script that sends it elsewhere fails here, too. */
function standIn(name: string, stored: Awaited<ReturnType<SecretSource>>): Awaited<ReturnType<SecretSource>> {
  if (stored === null || !("record" in stored)) return stored;
  const { hosts } = stored.record;
  return { plain: standInFor(name), ...(Array.isArray(hosts) && { hosts: hosts.map(String) }) };
}
