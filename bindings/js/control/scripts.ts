import * as z from "zod/mini";

import { check, notFound } from "../check-options.ts";
import { ceilingOf } from "../limits.ts";
import type { ScriptRecord } from "../records.ts";
import type { SaveOptions, ScriptControl, ScriptDraft, ScriptSummary } from "./api-scripts.ts";
import type { Page, PageOptions } from "./api-common.ts";
import { scriptId, text, version, versionedChange, versionPage } from "./arguments.ts";
import { audited } from "./audit.ts";
import { answered, replaceRecord, requireSeen, stillInUse, type Desk } from "./desk.ts";
import { diffLines, type LineDiff } from "./line-diff.ts";
import { allScripts, olderKey, readNewest, readOlder, readScript } from "./stored-scripts.ts";
import { usersOfScript } from "./users.ts";
import { versionsBelow } from "./version-page.ts";

/** What is longer could never run. */
const maxCodeBytes = ceilingOf("scriptBytes");

export const scriptDraft = z.looseObject(
  {
    id: scriptId,
    name: z.optional(text(256, 1)),
    code: z.string("must be a string").check(z.refine(fits, `must have at most ${maxCodeBytes} bytes`)),
  },
  "must be an object {id, name, code}",
);

export function scriptControl(desk: Desk): ScriptControl {
  return {
    save: (script, options = {}) => answered(() => saveScript(desk, script, options)),
    get: (id) => answered(() => readScript(desk, id)),
    list: () => answered(() => listScripts(desk)),
    versions: (id, page = {}) => answered(() => listVersions(desk, id, page)),
    version: (id, number) => answered(() => readVersion(desk, id, number)),
    diff: (id, from, to) => answered(() => diffVersions(desk, id, from, to)),
    restore: (id, number, options = {}) => answered(() => restoreScript(desk, id, number, options)),
    delete: (id, options = {}) => answered(() => deleteScript(desk, id, options)),
  };
}

/** Throws `invalid_options` for what is no script. */
export function checkScript(script: unknown, root = "script"): void {
  check(scriptDraft, script, root);
}

export async function saveScript(desk: Desk, script: ScriptDraft, options: SaveOptions): Promise<ScriptRecord> {
  checkScript(script);
  check(versionedChange, options);
  const { id, name = id, code } = script;
  return writeScript(desk, "script.save", { id, name, code }, options);
}

async function restoreScript(desk: Desk, id: string, number: number, options: SaveOptions): Promise<ScriptRecord> {
  check(versionedChange, options);
  const { name, code } = await requireVersion(desk, id, number, "version");
  return writeScript(desk, "script.restore", { id, name, code }, options);
}

export async function deleteScript(desk: Desk, id: string, options: SaveOptions): Promise<boolean> {
  check(versionedChange, options);
  const script = await readScript(desk, id);
  if (!script) return false;
  requireSeen("version", `Script ${id}`, options.version, script.version);
  const users = await usersOfScript(desk, id);
  if (users.length > 0) throw stillInUse(`script ${id}`, users);
  const { name, version: newest } = script;
  await writeScript(desk, "script.delete", { id, name, code: "", deleted: true }, { ...options, version: newest });
  return true;
}

/**
 * Writes the next version of a script. The one before is put aside first, under its number, so that whatever happens
 * in between every version is there: as the newest or among the older ones.
 */
async function writeScript(
  desk: Desk,
  action: "script.save" | "script.restore" | "script.delete",
  content: Pick<ScriptRecord, "id" | "name" | "code" | "deleted">,
  { note, version: seen }: SaveOptions,
): Promise<ScriptRecord> {
  const { records, actor } = desk;
  const { id } = content;
  const before = await readNewest(desk, id);
  const from = before?.record.version ?? 0;
  requireSeen("version", `Script ${id}`, before?.record.deleted && seen === 0 ? from : seen, from);
  const at = desk.now();
  const record: ScriptRecord = {
    ...content,
    version: from + 1,
    createdAt: before?.record.createdAt ?? at,
    updatedAt: at,
    updatedBy: actor,
    ...(note !== undefined && { note }),
  };
  const change = { action, target: `script:${id}`, from, to: record.version, ...(note !== undefined && { note }) };
  await audited(desk, change, async () => {
    if (before) await records.store.put(olderKey(desk, id, from), before.text);
    await replaceRecord(desk, records.key("script", id), before?.text ?? null, record);
  });
  return record;
}

async function listScripts(desk: Desk): Promise<ScriptSummary[]> {
  const scripts: ScriptSummary[] = [];
  for await (const script of allScripts(desk)) scripts.push(summaryOf(script));
  return scripts;
}

async function listVersions(desk: Desk, id: string, page: PageOptions): Promise<Page<ScriptSummary>> {
  check(versionPage, page, "page");
  const newest = (await readNewest(desk, id))?.record;
  if (!newest) return { items: [] };
  return versionsBelow(newest.version, page, async (number) => {
    const script = number === newest.version ? newest : await readOlder(desk, id, number);
    return script && summaryOf(script);
  });
}

async function readVersion(desk: Desk, id: string, number: number): Promise<ScriptRecord | null> {
  check(version, number, "version");
  const newest = (await readNewest(desk, id))?.record;
  const script = newest?.version === number ? newest : await readOlder(desk, id, number);
  return script?.deleted ? null : script;
}

async function diffVersions(desk: Desk, id: string, from: number, to: number): Promise<LineDiff> {
  const [before, after] = [await requireVersion(desk, id, from, "from"), await requireVersion(desk, id, to, "to")];
  return diffLines(before.code, after.code);
}

async function requireVersion(desk: Desk, id: string, number: number, field: string): Promise<ScriptRecord> {
  check(version, number, field);
  const script = await readVersion(desk, id, number);
  if (!script) throw notFound(field, `is no version of script ${id}`);
  return script;
}

function summaryOf({ code: _, ...summary }: ScriptRecord): ScriptSummary {
  return summary;
}

function fits(code: string): boolean {
  return new TextEncoder().encode(code).length <= maxCodeBytes;
}
