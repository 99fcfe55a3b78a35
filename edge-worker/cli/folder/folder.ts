import { existsSync } from "node:fs";
import { join } from "node:path";
import { createControl, memoryStore, SluiceError, type Files, type PipelineDraft, type Plan } from "sluice";
import { casesName, pipelineForm } from "sluice/forms";
import { planOf, readCaseFile, type CaseFile } from "sluice/cases";

import { Fault } from "../command.ts";
import { formFault, jsonObjectOf } from "../json-input.ts";
import { ownNames, ownText } from "./own-files.ts";
import { readSettings, type FolderSettings } from "./settings.ts";

export interface NamedCases {
  /** As in `tests/signup.cases.json`. */
  readonly path: string;
  readonly file: CaseFile;
}

/** A folder of scripts, pipelines and tests, as it was when it was read. */
export interface Folder {
  readonly root: string;
  /** What goes to a worker, texts by path. */
  readonly files: Files;
  readonly settings: FolderSettings;
}

const casesEnd = ".cases.json";
const casesForm = /^[^.].*\.cases\.json$/;
const parts = [
  { name: "scripts", form: /^[^.].*\.(lua|json)$/ },
  { name: "pipelines", form: /^[^.].*\.json$/ },
  { name: "tests", form: casesForm },
] as const;

/** Reads a folder. Throws a Fault where there is none. */
export function readFolder(root: string): Folder {
  if (!["scripts", "pipelines", "tests"].some((name) => existsSync(join(root, name)))) {
    throw new Fault(
      `${root} has no scripts, pipelines or tests: make a folder with sluice init, or name one with --folder`,
    );
  }
  return { root, files: readFiles(root), settings: readSettings(root) };
}

/** What goes to a worker, in the order of the paths. Throws a Fault for what is no file of the folder's own. */
export function readFiles(root: string): Files {
  const paths = parts.flatMap(({ name, form }) => namesIn(root, name, form).map((file) => `${name}/${file}`));
  const texts = [...paths, "secrets.json"].toSorted().map((path) => [path, ownText(root, path)] as const);
  return Object.fromEntries(texts.flatMap(([path, text]) => (text === undefined ? [] : [[path, text]])));
}

/** The cases of a folder, by path. Throws `invalid_options` or a Fault with the path of what is wrong in them. */
export function readCases(root: string): NamedCases[] {
  return namesIn(root, "tests", casesForm).map((name) => {
    const path = `tests/${name}`;
    if (!casesName.safeParse(name.slice(0, -casesEnd.length)).success) {
      throw new Fault(`${path}: before ${casesEnd} there have to be 1 to 64 of a-z 0-9 _ -, a letter or digit first`);
    }
    return { path, file: readCaseFile(ownText(root, path) ?? "", path) };
  });
}

function namesIn(root: string, folder: string, form: RegExp): string[] {
  return ownNames(root, folder).filter((name) => form.test(name));
}

/** The pipeline that the folder has for a trigger. Throws a Fault where its file has not the form of one. */
export function pipelineOf({ files }: Pick<Folder, "files">, trigger: string): PipelineDraft | undefined {
  const path = `pipelines/${trigger}.json`;
  const text = files[path];
  if (text === undefined) return undefined;
  return checkedPipeline({ ...jsonObjectOf(text, path), trigger }, path);
}

/** What would run for a trigger: its pipeline, or the one that a file of cases brings along. */
export async function planFor(folder: Folder, trigger: string, cases?: NamedCases): Promise<Plan> {
  const own = cases?.file.pipeline;
  const pipeline = own ? checkedPipeline({ ...own, trigger }, `${cases.path}, pipeline`) : pipelineOf(folder, trigger);
  if (!pipeline) throw noPipeline(folder, trigger);
  const layers = pipeline.layers ?? (await layersOf(folder, pipeline));
  return planOf(pipeline, (id) => scriptOf(folder, id), layers);
}

/** What to say of a trigger that the folder has no pipeline for. */
export function noPipeline({ files }: Pick<Folder, "files">, trigger: string): Fault {
  const known = Object.keys(files).flatMap((path) => /^pipelines\/(.*)\.json$/.exec(path)?.[1] ?? []);
  const there = known.length > 0 ? `; the folder has ${known.join(", ")}` : "";
  return new Fault(`there is no pipelines/${trigger}.json${there}`);
}

function checkedPipeline(pipeline: object, source: string): PipelineDraft {
  const issue = pipelineForm.safeParse(pipeline).error?.issues[0];
  if (issue) throw formFault(source, issue);
  return pipeline as PipelineDraft;
}

export function scriptOf({ files }: Pick<Folder, "files">, id: string): { code: string; name: string } | undefined {
  const code = files[`scripts/${id}.lua`];
  return code === undefined ? undefined : { code, name: nameOf(files, id) };
}

/** What `scripts/<id>.json` says; the id where there is none. Throws a Fault where it says no name. */
export function nameOf(files: Files, id: string): string {
  const path = `scripts/${id}.json`;
  const text = files[path];
  if (text === undefined) return id;
  const { name } = jsonObjectOf(text, path);
  if (typeof name === "string") return name;
  throw new Fault(`${path} has to be JSON, an object {name}`);
}

/** The layers of a graph, as the core finds them. */
async function layersOf({ files }: Folder, pipeline: PipelineDraft): Promise<readonly (readonly string[])[]> {
  const control = createControl({ store: memoryStore(), actor: "sluice" });
  const scripts = Object.fromEntries(Object.entries(files).filter(([path]) => path.startsWith("scripts/")));
  await (await control.importFiles(scripts)).apply();
  await control.pipelines.saveDraft(pipeline);
  const layers = (await control.pipelines.list())[0]?.draft?.layers;
  if (layers) return layers;
  const problems = await control.pipelines.check(pipeline);
  const message = problems.map((problem) => problem.message).join(" ") || "its graph has no layers";
  throw new SluiceError("invalid_plan", `${pipeline.trigger}: ${message}`, { problems });
}
