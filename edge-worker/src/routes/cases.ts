import type { CaseFile } from "sluice/cases";
import { casesName, casesQuery, note } from "sluice/forms";
import * as z from "zod/mini";

import { caseFileForm, casesList, keptCases } from "../forms/cases.ts";
import { route, type Route } from "../http/route.ts";

const path = "/v1/cases/{name}";
const optionalNote = z.exactOptional(note);
const common = { params: { name: casesName }, tag: "Cases" } as const;
const matches = "the file of cases";

export const caseRoutes: readonly Route[] = [
  route({
    id: "listCases",
    method: "GET",
    path: "/v1/cases",
    role: "read",
    tag: "Cases",
    summary: "Files of policy tests by name, those of all triggers or of one.",
    query: casesQuery.shape,
    answer: { description: "All of them, without their cases.", form: casesList },
    handle: async ({ control, query }) => ({ items: await control.cases.list(query) }),
  }),
  route({
    ...common,
    id: "getCases",
    method: "GET",
    path,
    role: "read",
    summary: "A file of policy tests.",
    answer: { description: "The file with its cases.", form: keptCases, etag: "revision" },
    handle: ({ control, params: { name } }) => control.cases.get(name),
  }),
  route({
    ...common,
    id: "saveCases",
    method: "PUT",
    path,
    role: "write",
    summary: "Keeps a file of policy tests. The cases of a trigger have to pass when its pipeline is published.",
    body: z.strictObject({ file: caseFileForm, note: optionalNote }, "must be an object"),
    matches,
    answer: { description: "The file as it is kept.", form: keptCases, etag: "revision" },
    handle: ({ control, params: { name }, body: { file, note: said }, seen }) =>
      control.cases.save(name, file as CaseFile, {
        ...(said !== undefined && { note: said }),
        ...(seen !== undefined && { revision: seen }),
      }),
  }),
  route({
    ...common,
    id: "deleteCases",
    method: "DELETE",
    path,
    role: "write",
    summary: "Deletes a file of policy tests.",
    query: { note: optionalNote },
    matches,
    answer: { description: "It is gone." },
    handle: ({ control, params: { name }, query, seen }) =>
      control.cases.delete(name, { ...query, ...(seen !== undefined && { revision: seen }) }),
  }),
];
