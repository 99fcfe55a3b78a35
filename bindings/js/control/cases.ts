import * as z from "zod/mini";

import { caseFile, checkCaseFile, type CaseFile } from "../cases/case-file.ts";
import { check, invalid } from "../check-options.ts";
import { DamagedRecordError } from "../records.ts";
import type { CaseControl, CasesOptions, CasesSummary, KeptCases } from "./api-cases.ts";
import { casesName, revisedChange, triggerName } from "./arguments.ts";
import { audited } from "./audit.ts";
import { answered, replaceRecord, requireSeen, type Desk } from "./desk.ts";

/** A file of cases in the store. A deleted one has no file and stays as its revision. */
export interface CasesRecord extends Pick<KeptCases, "name" | "revision" | "updatedAt" | "updatedBy" | "note"> {
  readonly file: CaseFile | null;
}

/** All of them are read when a pipeline is published. */
const maxFiles = 100;
/** A publish waits for all of them, and stores may be far away. */
const readAtOnce = 10;

export const casesQuery = z.looseObject({ trigger: z.optional(triggerName) }, "must be an object");

export function caseControl(desk: Desk): CaseControl {
  return {
    list: (query = {}) => answered(() => listCases(desk, query)),
    get: (name) => answered(() => readCases(desk, name)),
    save: (name, file, options = {}) => answered(() => saveCases(desk, name, file, options)),
    delete: (name, options = {}) => answered(() => deleteCases(desk, name, options)),
  };
}

async function readCases(desk: Desk, name: string): Promise<KeptCases | null> {
  const found = await findRecord(desk, name);
  return found && keptOf(casesKey(desk, name), found.record);
}

/** Every file of cases, by name. */
export async function* allCases({ records }: Desk): AsyncGenerator<KeptCases> {
  const keys: string[] = [];
  for await (const key of records.names(records.key("cases", ""))) keys.push(key);
  for (let at = 0; at < keys.length; at += readAtOnce) {
    const batch = keys.slice(at, at + readAtOnce).map(async (key) => {
      const found = await records.read<CasesRecord>(key);
      return found && keptOf(key, found.record);
    });
    for (const kept of await Promise.all(batch)) {
      if (kept) yield kept;
    }
  }
}

async function listCases(desk: Desk, query: { readonly trigger?: string }): Promise<CasesSummary[]> {
  check(casesQuery, query, "query");
  const found: CasesSummary[] = [];
  for await (const { file: _, ...summary } of allCases(desk)) {
    if (query.trigger === undefined || query.trigger === summary.trigger) found.push(summary);
  }
  return found;
}

export async function saveCases(desk: Desk, name: string, file: CaseFile, options: CasesOptions): Promise<KeptCases> {
  check(casesName, name, "name");
  check(revisedChange, options);
  checkCaseFile(file, "file");
  const before = await findRecord(desk, name);
  if (!before?.record.file) await requireRoom(desk);
  return { ...(await writeCases(desk, name, file, before, options)), ...aboutOf(file), file };
}

export async function deleteCases(desk: Desk, name: string, options: CasesOptions): Promise<boolean> {
  check(revisedChange, options);
  const before = await findRecord(desk, name);
  if (!before?.record.file) return false;
  await writeCases(desk, name, null, before, options);
  return true;
}

type Found = { readonly record: CasesRecord; readonly text: string } | null;

async function findRecord(desk: Desk, name: string): Promise<Found> {
  check(casesName, name, "name");
  return desk.records.read<CasesRecord>(casesKey(desk, name));
}

async function requireRoom(desk: Desk): Promise<void> {
  let files = 0;
  for await (const _ of allCases(desk)) files++;
  if (files >= maxFiles) throw invalid("name", `must be that of a file that is there: there are ${maxFiles} of them`);
}

async function writeCases(
  desk: Desk,
  name: string,
  file: CaseFile | null,
  before: Found,
  { note, revision: seen }: CasesOptions,
): Promise<CasesRecord> {
  const from = before?.record.revision ?? 0;
  requireSeen("revision", `The file of cases ${name}`, before?.record.file === null && seen === 0 ? from : seen, from);
  const said = note === undefined ? {} : { note };
  const saved = { revision: from + 1, updatedAt: desk.now(), updatedBy: desk.actor };
  const record: CasesRecord = { name, ...saved, ...said, file };
  const action = file ? "cases.save" : "cases.delete";
  const change = { action, target: `cases:${name}`, from, to: from + 1, ...said } as const;
  await audited(desk, change, () => replaceRecord(desk, casesKey(desk, name), before?.text ?? null, record));
  return record;
}

function casesKey({ records }: Desk, name: string): string {
  return records.key("cases", name);
}

/** Null for what was deleted. Throws a DamagedRecordError for what is no file of cases: none may be left out unseen. */
function keptOf(key: string, { file, ...saved }: CasesRecord): KeptCases | null {
  if (file === null) return null;
  if (!z.safeParse(caseFile, file).success) throw new DamagedRecordError(key);
  return { ...saved, ...aboutOf(file), file };
}

function aboutOf({ trigger, pipeline, cases }: CaseFile): Pick<KeptCases, "trigger" | "ownPipeline" | "count"> {
  return { trigger, ...(pipeline && { ownPipeline: true as const }), count: cases.length };
}
