import type { Control, PointerOptions, Publication } from "sluice";
import { flag, jsonObject, note, seenVersion, triggerName, version } from "sluice/forms";
import * as z from "zod/mini";

import { named } from "../forms/named.ts";
import { publication } from "../forms/pipelines.ts";
import { route, type Route } from "../http/route.ts";
import { pipelineOf, trialMembers, wiringForm } from "./pipelines.ts";

const optionalNote = z.exactOptional(note);
const noted = named("Note", z.strictObject({ note: optionalNote }, "must be an object"));

const common = {
  method: "POST",
  params: { trigger: triggerName },
  role: "write",
  tag: "Publishing",
  matches: "what the trigger runs (its revision)",
  answer: { description: "What the trigger runs now.", form: publication, etag: "revision" },
} as const;

/** The routes that move what a trigger points to and take nothing but a note. */
function moving(
  id: string,
  verb: string,
  summary: string,
  move: (pipelines: Control["pipelines"], trigger: string, options: PointerOptions) => Promise<Publication>,
): Route {
  return route({
    ...common,
    id,
    path: `/v1/pipelines/{trigger}/${verb}`,
    summary,
    body: noted,
    handle: ({ control, params: { trigger }, body, seen }) =>
      move(control.pipelines, trigger, { ...body, ...revised(seen) }),
  });
}

export const publishingRoutes: readonly Route[] = [
  route({
    ...common,
    id: "publishPipeline",
    path: "/v1/pipelines/{trigger}/publish",
    summary: "Makes a pipeline, or the draft of its trigger, what the trigger runs.",
    description:
      "A blocking pipeline needs a `sample`, a context that it is seen to allow in a dry run, or `override`, which " +
      "the audit log tells of. The cases that are kept for the trigger have to pass, unless `allowFailingCases`. " +
      "`draft` is the revision of the draft that was looked at.",
    body: z.strictObject(
      {
        pipeline: z.exactOptional(wiringForm),
        draft: z.exactOptional(seenVersion),
        sample: z.exactOptional(jsonObject("must be an object, a context of the trigger")),
        override: z.exactOptional(flag),
        allowFailingCases: z.exactOptional(flag),
        note: optionalNote,
        ...trialMembers,
      },
      "must be an object",
    ),
    alsoAnswers: {
      422: { description: "A script of it is faulty, it was not seen to allow the sample, or a case fails." },
    },
    handle: ({ control, params: { trigger }, body: { pipeline, ...options }, seen }) =>
      control.pipelines.publish(pipelineOf(trigger, pipeline), { ...options, ...revised(seen) }),
  }),
  route({
    ...common,
    id: "rollBackPipeline",
    path: "/v1/pipelines/{trigger}/rollback",
    summary: "Makes the trigger run an earlier version: the one before, unless another is named.",
    body: z.strictObject({ version: z.exactOptional(version), note: optionalNote }, "must be an object"),
    handle: ({ control, params: { trigger }, body, seen }) =>
      control.pipelines.rollback(trigger, { ...body, ...revised(seen) }),
  }),
  moving("unpublishPipeline", "unpublish", "Makes the trigger run nothing.", (pipelines, trigger, options) =>
    pipelines.unpublish(trigger, options),
  ),
  moving("enablePipeline", "enable", "Switches a trigger on that was switched off.", (pipelines, trigger, options) =>
    pipelines.enable(trigger, options),
  ),
  moving(
    "disablePipeline",
    "disable",
    "Switches a trigger off: it allows and runs nothing.",
    (pipelines, trigger, options) => pipelines.disable(trigger, options),
  ),
];

function revised(seen: number | undefined): { revision?: number } {
  return seen === undefined ? {} : { revision: seen };
}
