import { check, invalid, notFound } from "../check-options.ts";
import { checkStoredPlan } from "../plan-checks.ts";
import type { Plan } from "../plan.ts";
import { readPointer } from "../pointer-records.ts";
import { readPlanJson } from "../stored-plan.ts";
import type { PipelineDiff, PipelineDraft, PipelineVersion, VersionChanges } from "./api-pipelines.ts";
import type { Page, PageOptions } from "./api-common.ts";
import { triggerName, version as versionForm, versionPage } from "./arguments.ts";
import type { Desk } from "./desk.ts";
import { diffLines } from "./line-diff.ts";
import { defaultVersions } from "./version-page.ts";
import { latestVersion, readVersion, type VersionRecord } from "./version-records.ts";

/** A page of what was published, newest first. */
export async function listVersions(desk: Desk, trigger: string, page: PageOptions): Promise<Page<PipelineVersion>> {
  check(triggerName, trigger, "trigger");
  check(versionPage, page, "page");
  const { cursor, limit = defaultVersions } = page;
  const read = remembered((number) => readVersion(desk, trigger, number));
  const newest = cursor === undefined ? await newestVersion(desk, trigger) : Number(cursor) - 1;
  const { records, next } = await followBack(newest, limit, read);
  const items = await Promise.all(
    records.map(async (record) => versionOf(record, record.previous > 0 ? await read(record.previous) : null)),
  );
  return { items, ...(next > 0 && { cursor: String(next + 1) }) };
}

/** What the plans of two versions differ in. */
export async function diffVersions(desk: Desk, trigger: string, from: number, to: number): Promise<PipelineDiff> {
  check(triggerName, trigger, "trigger");
  const old = await requireVersion(desk, trigger, from, "from");
  const renewed = await requireVersion(desk, trigger, to, "to");
  const [before, after] = [await codesOf(desk, old), await codesOf(desk, renewed)];
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort();
  const scripts = ids
    .filter((id) => before.get(id) !== after.get(id))
    .map((id) => ({ id, diff: diffLines(before.get(id) ?? "", after.get(id) ?? "") }));
  return { changes: changesOf(renewed, old), scripts };
}

async function newestVersion(desk: Desk, trigger: string): Promise<number> {
  return latestVersion(desk, trigger, await readPointer(desk.records, trigger));
}

/**
 * Versions from `newest` down, each one that the one before follows: a number in between is of a publish that broke
 * off. They are read several at a time, because nearly always each follows the number before its own.
 */
async function followBack(
  newest: number,
  limit: number,
  read: (version: number) => Promise<VersionRecord | null>,
): Promise<{ records: VersionRecord[]; next: number }> {
  const records: VersionRecord[] = [];
  let next = newest;
  while (next > 0 && records.length < limit) {
    const top = next;
    const count = Math.min(top, limit - records.length);
    const batch = await Promise.all(Array.from({ length: count }, (_, place) => read(top - place)));
    batch.forEach((record, place) => {
      const number = top - place;
      if (number !== next) return;
      if (record) records.push(record);
      // A record that is gone takes none of those before it along, and none leads back up.
      next = Math.min(record?.follows ?? number, number - 1);
    });
  }
  return { records, next };
}

function remembered<Value>(read: (version: number) => Promise<Value>): (version: number) => Promise<Value> {
  const known = new Map<number, Promise<Value>>();
  return (version) => {
    const value = known.get(version) ?? read(version);
    known.set(version, value);
    return value;
  };
}

function versionOf(record: VersionRecord, before: VersionRecord | null): PipelineVersion {
  const { trigger: _, revision: __, kid: ___, mac: ____, follows: _____, ...version } = record;
  return { ...version, changes: changesOf(record, before) };
}

const settings: readonly (keyof PipelineDraft)[] = [
  "layers",
  "graph",
  "mode",
  "onError",
  "failureText",
  "limits",
  "sampling",
];

function changesOf(
  { pipeline, scripts }: Pick<VersionRecord, "pipeline" | "scripts">,
  before: Pick<VersionRecord, "pipeline" | "scripts"> | null,
): VersionChanges {
  const old = before?.scripts ?? {};
  const ids = Object.keys(scripts);
  return {
    added: ids.filter((id) => !Object.hasOwn(old, id)),
    removed: Object.keys(old).filter((id) => !Object.hasOwn(scripts, id)),
    changed: ids.filter((id) => Object.hasOwn(old, id) && old[id] !== scripts[id]),
    settings: settings.filter((name) => JSON.stringify(pipeline[name]) !== JSON.stringify(before?.pipeline[name])),
  };
}

async function requireVersion(desk: Desk, trigger: string, version: number, field: string): Promise<VersionRecord> {
  check(versionForm, version, field);
  const record = await readVersion(desk, trigger, version);
  if (!record) throw notFound(field, `is no version of ${trigger}`);
  return record;
}

/** The code of each script of a version, by id, from the plan that its hash vouches for. */
async function codesOf(desk: Desk, { trigger, version, planHash: hash }: VersionRecord): Promise<Map<string, string>> {
  const json = await readPlanJson(desk.records, hash);
  if (json === null) throw invalid("version", `${version} of ${trigger} has lost its plan`);
  checkStoredPlan(await desk.core(), { trigger, hash, json });
  const { layers } = JSON.parse(json) as Plan;
  return new Map(layers.flat().map(({ id, code = "" }) => [id, code]));
}
