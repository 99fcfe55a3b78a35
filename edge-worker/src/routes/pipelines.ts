import {
  casesName,
  dryRunMocks,
  healthOptions,
  jsonObject,
  note,
  pipelineForm,
  secrets,
  text,
  triggerName,
  version,
  versionPage,
} from "sluice/forms";
import type { PipelineDraft } from "sluice";
import * as z from "zod/mini";

import { named } from "../forms/named.ts";
import {
  casesRun,
  draft,
  dryRun,
  pipelineDiff,
  pipelineHealth,
  pipelineList,
  pipelineVersions,
  problems,
} from "../forms/pipelines.ts";
import { route, type Route, type Taken } from "../http/route.ts";

const path = "/v1/pipelines/{trigger}";
const optionalNote = z.exactOptional(note);
const common = { params: { trigger: triggerName }, tag: "Pipelines" } as const;
const { trigger: _, ...wiring } = pipelineForm.shape;

/** A pipeline without its trigger, which the address has. */
export const wiringForm = named(
  "PipelineWiring",
  z.strictObject(wiring, "must be an object {layers or graph, mode?, onError?, failureText?, limits?, sampling?}"),
);

/** What a dry run takes. Its secrets are stand-ins: the stored ones are for the pipelines that are published. */
export const trialMembers = {
  mocks: z.exactOptional(named("Mocks", dryRunMocks)),
  secrets: z.exactOptional(secrets),
  userId: z.exactOptional(text(256, 1)),
  requestIp: z.exactOptional(text(256, 1)),
};

/** The pipeline of the body, else the trigger, whose draft is meant then. */
export function pipelineOf(trigger: string, given: Taken<typeof wiringForm> | undefined): PipelineDraft | string {
  return given ? ({ ...given, trigger } as PipelineDraft) : trigger;
}

export const pipelineRoutes: readonly Route[] = [
  route({
    id: "listPipelines",
    method: "GET",
    path: "/v1/pipelines",
    role: "read",
    tag: "Pipelines",
    summary: "All triggers that have a draft, or had something published.",
    answer: { description: "By name.", form: pipelineList },
    handle: async ({ control }) => ({ items: await control.pipelines.list() }),
  }),
  route({
    ...common,
    id: "getDraft",
    method: "GET",
    path: `${path}/draft`,
    role: "read",
    summary: "The pipeline of a trigger as it is edited.",
    answer: { description: "The draft.", form: draft, etag: "revision" },
    handle: ({ control, params: { trigger } }) => control.pipelines.draft(trigger),
  }),
  route({
    ...common,
    id: "saveDraft",
    method: "PUT",
    path: `${path}/draft`,
    role: "write",
    summary: "Keeps a pipeline as it is edited, whether it could be published or not.",
    body: z.extend(wiringForm, { note: optionalNote }),
    matches: "the draft",
    answer: { description: "The draft as it is kept.", form: draft, etag: "revision" },
    handle: ({ control, params: { trigger }, body: { note: said, ...given }, seen }) =>
      control.pipelines.saveDraft({ ...given, trigger } as PipelineDraft, {
        ...(said !== undefined && { note: said }),
        ...(seen !== undefined && { revision: seen }),
      }),
  }),
  route({
    ...common,
    id: "discardDraft",
    method: "DELETE",
    path: `${path}/draft`,
    role: "write",
    summary: "Throws the draft of a trigger away. What is published stays.",
    query: { note: optionalNote },
    matches: "the draft",
    answer: { description: "It is gone." },
    handle: ({ control, params: { trigger }, query, seen }) =>
      control.pipelines.discardDraft(trigger, { ...query, ...(seen !== undefined && { revision: seen }) }),
  }),
  route({
    ...common,
    id: "checkPipeline",
    method: "POST",
    path: `${path}/check`,
    role: "read",
    summary: "Everything that speaks against publishing a pipeline, or the draft of its trigger.",
    body: z.strictObject({ pipeline: z.exactOptional(wiringForm) }, "must be an object"),
    answer: { description: "The problems; none: it could be published.", form: problems },
    handle: async ({ control, params: { trigger }, body }) => ({
      problems: await control.pipelines.check(pipelineOf(trigger, body.pipeline)),
    }),
  }),
  route({
    ...common,
    id: "dryRunPipeline",
    method: "POST",
    path: `${path}/dry-run`,
    role: "write",
    summary: "Runs a pipeline, or the draft of its trigger, once and without any effect.",
    description:
      "Nothing is fetched, counted or saved: requests are answered by `mocks.fetch`, and those that no mock fits are " +
      "told in `wouldCall`. Scripts find stand-ins for the stored secrets.",
    body: z.strictObject(
      { context: jsonObject(), pipeline: z.exactOptional(wiringForm), ...trialMembers },
      "must be an object",
    ),
    answer: { description: "What came of it.", form: dryRun },
    alsoAnswers: { 422: { description: "A script of it is faulty." } },
    handle: ({ control, params: { trigger }, body: { context, pipeline, ...options } }) =>
      control.pipelines.dryRun(pipelineOf(trigger, pipeline), context, options),
  }),
  route({
    ...common,
    id: "runCases",
    method: "POST",
    path: `${path}/run-cases`,
    role: "write",
    summary: "Runs the cases that are kept for a trigger on its pipeline, or on the draft, without any effect.",
    description:
      "As publishing does: 500 cases, 20,000,000 instructions and 10 seconds for all of them; cases for which " +
      "nothing is left fail. `file` names the file whose cases are run.",
    body: z.strictObject(
      { pipeline: z.exactOptional(wiringForm), file: z.exactOptional(casesName) },
      "must be an object",
    ),
    answer: { description: "What became of each case.", form: casesRun },
    alsoAnswers: { 422: { description: "A script of it is faulty." } },
    handle: ({ control, params: { trigger }, body: { pipeline, ...wish } }) =>
      control.pipelines.runCases(pipelineOf(trigger, pipeline), wish),
  }),
  route({
    ...common,
    id: "listPipelineVersions",
    method: "GET",
    path: `${path}/versions`,
    role: "read",
    summary: "What was published for a trigger, newest first.",
    query: versionPage.shape,
    answer: { description: "A page of versions.", form: pipelineVersions },
    handle: ({ control, params: { trigger }, query }) => control.pipelines.versions(trigger, query),
  }),
  route({
    ...common,
    id: "diffPipeline",
    method: "GET",
    path: `${path}/diff`,
    role: "read",
    summary: "What one published version has otherwise than another.",
    query: { from: version, to: version },
    answer: { description: "The changes, line by line.", form: pipelineDiff },
    handle: ({ control, params: { trigger }, query: { from, to } }) => control.pipelines.diff(trigger, from, to),
  }),
  route({
    ...common,
    id: "getPipelineHealth",
    method: "GET",
    path: `${path}/health`,
    role: "read",
    summary: "How the runs of a trigger have ended since its last publish.",
    query: healthOptions.shape,
    answer: { description: "Counts, and whether it should be rolled back.", form: pipelineHealth },
    handle: ({ control, params: { trigger }, query }) => control.pipelines.health(trigger, query),
  }),
];
