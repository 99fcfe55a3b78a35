import * as z from "zod/mini";

import { check } from "../check-options.ts";
import { SluiceError } from "../errors.ts";
import { ceilingOf } from "../limits.ts";
import type { ScriptRecord } from "../records.ts";
import type { Control, SaveOptions, ScriptDraft, ScriptSummary } from "./api.ts";
import { changeOptions, scriptId, text } from "./arguments.ts";
import { answered, replaceRecord, type Desk } from "./desk.ts";

/** What is longer could never run. */
const maxCodeBytes = ceilingOf("scriptBytes");

const draft = z.looseObject(
  {
    id: scriptId,
    name: z.optional(text(256, 1)),
    code: z.string("must be a string").check(z.refine(fits, `must have at most ${maxCodeBytes} bytes`)),
  },
  "must be an object {id, name, code}",
);
const saveOptions = z.extend(changeOptions, { version: z.optional(z.int("must be a whole number")) });

export function scriptControl(desk: Desk): Control["scripts"] {
  return {
    save: (script, options = {}) => answered(() => saveScript(desk, script, options)),
    get: (id) => answered(() => readScript(desk, id)),
    list: () => answered(() => listScripts(desk)),
  };
}

/** The script as it is edited. Rejects with `invalid_options` when `id` cannot be one. */
export async function readScript(desk: Desk, id: string): Promise<ScriptRecord | null> {
  check(scriptId, id, "id");
  return (await desk.records.read<ScriptRecord>(desk.records.key("script", id)))?.record ?? null;
}

async function saveScript(desk: Desk, script: ScriptDraft, options: SaveOptions): Promise<ScriptRecord> {
  check(draft, script, "script");
  check(saveOptions, options);
  const { id, name = script.id, code } = script;
  const key = desk.records.key("script", id);
  const before = await desk.records.read<ScriptRecord>(key);
  const version = before?.record.version ?? 0;
  if (options.version !== undefined && options.version !== version) {
    throw new SluiceError("conflict", `Script ${id} is at version ${version}, not ${options.version}.`, {
      field: "version",
    });
  }
  const record: ScriptRecord = {
    id,
    name,
    code,
    version: version + 1,
    updatedAt: desk.now(),
    updatedBy: desk.actor,
    ...(options.note !== undefined && { note: options.note }),
  };
  await replaceRecord(desk, key, before?.text ?? null, record);
  return record;
}

async function listScripts(desk: Desk): Promise<ScriptSummary[]> {
  const prefix = desk.records.key("script", "");
  const scripts: ScriptSummary[] = [];
  for await (const name of desk.records.names(prefix)) {
    const found = await desk.records.read<ScriptRecord>(name);
    if (!found) continue;
    const { code: _, ...summary } = found.record;
    scripts.push(summary);
  }
  return scripts;
}

function fits(code: string): boolean {
  return new TextEncoder().encode(code).length <= maxCodeBytes;
}
