import type { ImportOptions } from "sluice";
import { dryRunMocks, flag, note, sampleContexts, secrets } from "sluice/forms";
import * as z from "zod/mini";

import { files, importPlan, importResult } from "../forms/service.ts";
import { route, type Route } from "../http/route.ts";

const fileTexts = z.record(z.string(), z.string("must be a string"), "must be an object {path: text}");
const common = { tag: "Files", maxBodyBytes: 4 * 1_024 * 1_024 } as const;

export const fileRoutes: readonly Route[] = [
  route({
    ...common,
    id: "exportFiles",
    method: "GET",
    path: "/v1/files",
    role: "read",
    summary: "Scripts and pipelines as they are edited, as files for a version control system.",
    answer: { description: "Texts by path.", form: files },
    handle: async ({ control }) => ({ files: await control.exportFiles() }),
  }),
  route({
    ...common,
    id: "planImport",
    method: "POST",
    path: "/v1/files/plan",
    role: "read",
    summary: "What importing such files would change. Nothing is written.",
    body: z.strictObject({ files: fileTexts }, "must be an object"),
    answer: { description: "The changes, and what speaks against them.", form: importPlan },
    handle: async ({ control, body }) => {
      const { apply: _, ...plan } = await control.importFiles(body.files);
      return plan;
    },
  }),
  route({
    ...common,
    id: "importFiles",
    method: "POST",
    path: "/v1/files/import",
    role: "write",
    summary: "Imports files: script by script, then draft by draft; then publishes, if asked to.",
    description:
      "Where it is refused half way, as for what somebody else has changed meanwhile, what was done before stays, " +
      "and importing again does the rest. Publishing needs the same as publishing one by one.",
    body: z.strictObject(
      {
        files: fileTexts,
        remove: z.exactOptional(flag),
        publish: z.exactOptional(flag),
        override: z.exactOptional(flag),
        allowFailingCases: z.exactOptional(flag),
        samples: z.exactOptional(sampleContexts),
        mocks: z.exactOptional(dryRunMocks),
        secrets: z.exactOptional(secrets),
        note: z.exactOptional(note),
      },
      "must be an object",
    ),
    answer: { description: "What was changed.", form: importResult },
    alsoAnswers: {
      409: { description: "Somebody else changed the same." },
      422: { description: "A pipeline could not be published." },
    },
    handle: async ({ control, body: { files: texts, ...options } }) => {
      const { apply, ...plan } = await control.importFiles(texts, options as ImportOptions);
      return { ...plan, ...(await apply()) };
    },
  }),
];
