import { readCaseFile, type CaseFile } from "../cases/case-file.ts";
import { check, invalid } from "../check-options.ts";
import { isJsonObject, parseJson } from "../json.ts";
import { readPointer } from "../pointer-records.ts";
import type { Files } from "./api-files.ts";
import type { PipelineDraft } from "./api-pipelines.ts";
import type { ScriptDraft } from "./api-scripts.ts";
import { casesName, scriptId, secretName, triggerName } from "./arguments.ts";
import { allCases } from "./cases.ts";
import type { Desk } from "./desk.ts";
import { allDrafts, checkDraft } from "./drafts.ts";
import { checkScript } from "./scripts.ts";
import { secretNames } from "./secret-list.ts";
import { allScripts } from "./stored-scripts.ts";
import { readVersion } from "./version-records.ts";

/** What files hold. */
export interface Contents {
  readonly scripts: ReadonlyMap<string, Required<ScriptDraft>>;
  readonly pipelines: ReadonlyMap<string, PipelineDraft>;
  readonly cases: ReadonlyMap<string, CaseFile>;
  readonly secrets: readonly string[];
  /** Of the store: versions of scripts, revisions of drafts and cases, by path. */
  readonly versions: ReadonlyMap<string, number>;
}

export const scriptPath = (id: string): string => `scripts/${id}.lua`;
export const pipelinePath = (trigger: string): string => `pipelines/${trigger}.json`;
export const casesPath = (name: string): string => `tests/${name}.cases.json`;
const namePath = (id: string): string => `scripts/${id}.json`;
const secretsPath = "secrets.json";
const knownPaths = `scripts/<id>.lua, scripts/<id>.json, pipelines/<trigger>.json, tests/<name>.cases.json, ${secretsPath}`;

const pathForm = /^(scripts|pipelines|tests)\/([^/]+?)\.(lua|json|cases\.json)$/;

/** What is edited now, by id, trigger and name. */
export async function readContents(desk: Desk): Promise<Contents> {
  const versions = new Map<string, number>();
  const scripts = new Map<string, Required<ScriptDraft>>();
  for await (const { id, name, code, version } of allScripts(desk)) {
    scripts.set(id, { id, name, code });
    versions.set(scriptPath(id), version);
  }
  const pipelines = await publishedPipelines(desk);
  for await (const { pipeline, revision } of allDrafts(desk)) {
    pipelines.set(pipeline.trigger, pipeline);
    versions.set(pipelinePath(pipeline.trigger), revision);
  }
  const cases = new Map<string, CaseFile>();
  for await (const { name, file, revision } of allCases(desk)) {
    cases.set(name, file);
    versions.set(casesPath(name), revision);
  }
  const secrets: string[] = [];
  for await (const name of secretNames(desk)) secrets.push(name);
  return { scripts, pipelines, cases, secrets, versions };
}

async function publishedPipelines(desk: Desk): Promise<Map<string, PipelineDraft>> {
  const pipelines = new Map<string, PipelineDraft>();
  const prefix = desk.records.key("pointer", "");
  for await (const name of desk.records.names(prefix)) {
    const trigger = name.slice(prefix.length);
    const version = (await readPointer(desk.records, trigger))?.pointer?.version;
    const published = version === undefined ? null : await readVersion(desk, trigger, version);
    if (published) pipelines.set(trigger, published.pipeline);
  }
  return pipelines;
}

/** Files in the order of their paths; equal contents make equal files. */
export function writeFiles({ scripts, pipelines, cases, secrets }: Contents): Files {
  const files: [string, string][] = [];
  for (const { id, name, code } of scripts.values()) {
    files.push([scriptPath(id), code]);
    if (name !== id) files.push([namePath(id), fileText({ name })]);
  }
  for (const pipeline of pipelines.values()) files.push([pipelinePath(pipeline.trigger), pipelineText(pipeline)]);
  for (const [name, file] of cases) files.push([casesPath(name), casesText(file)]);
  if (secrets.length > 0) files.push([secretsPath, fileText([...secrets].sort())]);
  return Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A pipeline as its file has it: with its members always in this order. */
export function pipelineText(pipeline: PipelineDraft): string {
  const { trigger, mode, onError, failureText, limits, sampling, layers, graph } = pipeline;
  return fileText({ trigger, mode, onError, failureText, limits, sampling, layers, graph });
}

/** Cases as their file has them: their members stand as they were written. */
export function casesText(file: CaseFile): string {
  return fileText(file);
}

function fileText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Throws `invalid_options` with the path of a file that is none of ours, or that says what it cannot. */
export function readFiles(files: Files): Contents {
  if (!isJsonObject(files)) throw invalid("files", "must be an object {path: text}");
  const codes = new Map<string, string>();
  const names = new Map<string, string>();
  const pipelines = new Map<string, PipelineDraft>();
  const cases = new Map<string, CaseFile>();
  let secrets: string[] = [];
  for (const [path, text] of Object.entries(files as Record<string, unknown>)) {
    if (typeof text !== "string") throw refused(path, "must be a string");
    const [, folder, stem = "", extension] = pathForm.exec(path) ?? [];
    if (path === secretsPath) secrets = readNames(text);
    else if (folder === "pipelines" && extension === "json") pipelines.set(stem, readPipeline(path, stem, text));
    else if (folder === "tests" && extension === "cases.json") cases.set(stem, readCases(path, stem, text));
    else if (folder === "scripts" && extension === "lua") codes.set(stem, text);
    else if (folder === "scripts" && extension === "json") names.set(stem, readName(path, text));
    else throw refused(path, `is none of ${knownPaths}`);
  }
  return { scripts: scriptsOf(codes, names), pipelines, cases, secrets, versions: new Map() };
}

function scriptsOf(
  codes: ReadonlyMap<string, string>,
  names: ReadonlyMap<string, string>,
): Map<string, Required<ScriptDraft>> {
  for (const id of names.keys()) {
    if (!codes.has(id)) throw refused(namePath(id), "names a script that has no .lua file");
  }
  const scripts = [...codes].map(([id, code]) => {
    const script = { id, name: names.get(id) ?? id, code };
    check(scriptId, id, fieldOf(scriptPath(id)));
    checkScript(script, fieldOf(scriptPath(id)));
    return [id, script] as const;
  });
  return new Map(scripts);
}

function readName(path: string, text: string): string {
  const value = parseJson(text);
  if (isJsonObject(value) && typeof value.name === "string") return value.name;
  throw refused(path, "must be JSON, an object {name}");
}

function readPipeline(path: string, trigger: string, text: string): PipelineDraft {
  check(triggerName, trigger, fieldOf(path));
  const pipeline = parseJson(text) as PipelineDraft;
  checkDraft(pipeline, fieldOf(path));
  if (pipeline.trigger !== trigger) throw refused(path, `is that of ${pipeline.trigger}`);
  return pipeline;
}

function readCases(path: string, name: string, text: string): CaseFile {
  check(casesName, name, fieldOf(path));
  return readCaseFile(text, fieldOf(path));
}

function readNames(text: string): string[] {
  const names = parseJson(text);
  const isList = Array.isArray(names) && names.every((name) => secretName.safeParse(name).success);
  if (!isList) throw refused(secretsPath, "must be JSON, an array of names of secrets");
  return names as string[];
}

function refused(path: string, fault: string): Error {
  return invalid(fieldOf(path), fault);
}

function fieldOf(path: string): string {
  return `files[${JSON.stringify(path)}]`;
}
