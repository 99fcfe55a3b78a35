import { note, scriptDraft, scriptId, version, versionPage } from "sluice/forms";
import * as z from "zod/mini";

import { lineDiff } from "../forms/common.ts";
import { script, scriptList, scriptVersions } from "../forms/scripts.ts";
import { route, type Route } from "../http/route.ts";

const path = "/v1/scripts/{id}";
const params = { id: scriptId };
const optionalNote = z.exactOptional(note);
const { name, code } = scriptDraft.shape;
const common = { params, tag: "Scripts" } as const;
const matches = "the script";

export const scriptRoutes: readonly Route[] = [
  route({
    id: "listScripts",
    method: "GET",
    path: "/v1/scripts",
    role: "read",
    tag: "Scripts",
    summary: "All scripts by id, without their code.",
    answer: { description: "All of them.", form: scriptList },
    handle: async ({ control }) => ({ items: await control.scripts.list() }),
  }),
  route({
    ...common,
    id: "getScript",
    method: "GET",
    path,
    role: "read",
    summary: "The newest version of a script.",
    answer: { description: "The script.", form: script, etag: "version" },
    handle: ({ control, params: { id } }) => control.scripts.get(id),
  }),
  route({
    ...common,
    id: "saveScript",
    method: "PUT",
    path,
    role: "write",
    summary: "Saves a script as a new version. What is published does not change.",
    body: z.strictObject({ name, code, note: optionalNote }, "must be an object"),
    matches,
    answer: { description: "The version that was saved.", form: script, etag: "version" },
    handle: ({ control, params: { id }, body: { note: said, ...content }, seen }) =>
      control.scripts.save({ id, ...content }, { ...noted(said), ...(seen !== undefined && { version: seen }) }),
  }),
  route({
    ...common,
    id: "deleteScript",
    method: "DELETE",
    path,
    role: "write",
    summary: "Takes a script away that nothing names. Its versions stay.",
    query: { note: optionalNote },
    matches,
    answer: { description: "It is gone." },
    handle: ({ control, params: { id }, query, seen }) =>
      control.scripts.delete(id, { ...query, ...(seen !== undefined && { version: seen }) }),
  }),
  route({
    ...common,
    id: "listScriptVersions",
    method: "GET",
    path: `${path}/versions`,
    role: "read",
    summary: "What was saved under an id, newest first, also of a deleted script.",
    query: versionPage.shape,
    answer: { description: "A page of versions, without code.", form: scriptVersions },
    handle: ({ control, params: { id }, query }) => control.scripts.versions(id, query),
  }),
  route({
    ...common,
    id: "getScriptVersion",
    method: "GET",
    path: `${path}/versions/{version}`,
    role: "read",
    summary: "A script as it was saved once.",
    params: { ...params, version },
    answer: { description: "That version.", form: script },
    handle: ({ control, params: wanted }) => control.scripts.version(wanted.id, wanted.version),
  }),
  route({
    ...common,
    id: "diffScript",
    method: "GET",
    path: `${path}/diff`,
    role: "read",
    summary: "What changed in a script from one version to another.",
    query: { from: version, to: version },
    answer: { description: "The changed lines, with those around them.", form: lineDiff },
    handle: ({ control, params: { id }, query: { from, to } }) => control.scripts.diff(id, from, to),
  }),
  route({
    ...common,
    id: "restoreScript",
    method: "POST",
    path: `${path}/restore`,
    role: "write",
    summary: "Saves what a version was as a new one. Brings back a deleted script.",
    body: z.strictObject({ version, note: optionalNote }, "must be an object"),
    matches,
    answer: { description: "The new version.", form: script, etag: "version" },
    handle: ({ control, params: { id }, body, seen }) =>
      control.scripts.restore(id, body.version, { ...noted(body.note), ...(seen !== undefined && { version: seen }) }),
  }),
];

function noted(said: string | undefined): { note?: string } {
  return said === undefined ? {} : { note: said };
}
