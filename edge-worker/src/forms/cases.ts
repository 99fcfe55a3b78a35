import type { CasesSummary } from "sluice";
import { caseFile } from "sluice/forms";
import * as z from "zod/mini";

import { count, listOf, optional, time, words } from "./common.ts";
import { named } from "./named.ts";

export const caseFileForm = named("CaseFile", caseFile);

const summary = named(
  "CasesSummary",
  z.object({
    name: words,
    trigger: words,
    ownPipeline: optional(z.literal(true)),
    count,
    revision: count,
    updatedAt: time,
    updatedBy: words,
    note: optional(words),
  }) satisfies z.ZodMiniType<CasesSummary>,
);

/** The file is held to the form that it is read with. */
export const keptCases = named("KeptCases", z.extend(summary, { file: caseFileForm }));
export const casesList = listOf("CasesList", summary);
