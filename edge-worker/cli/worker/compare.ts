import type { Control, FileChange, Files, ImportPlan } from "sluice";

import { digest, readState, type SyncState } from "./state.ts";

/** A file that folder and worker have differently. */
export interface Difference {
  readonly path: string;
  /** What bringing the folder to the worker would do. */
  readonly change: Exclude<FileChange["change"], "unchanged">;
  /** Who has changed it since they were last brought together; "unknown": they never were. */
  readonly by: "folder" | "worker" | "both" | "unknown";
}

export interface Comparison {
  readonly differences: readonly Difference[];
  /** What the worker has, by path. */
  readonly remote: Files;
  /** Version of each script, revision of each draft and of each file of cases of the worker, by path. */
  readonly versions: Readonly<Record<string, number>>;
  readonly plan: ImportPlan;
}

/** Looks at both sides and changes nothing. */
export async function compare(control: Control, root: string, origin: string, files: Files): Promise<Comparison> {
  // Versions first: what changes in between is a conflict then, and not lost.
  const versions = await readVersions(control);
  const remote = await control.exportFiles();
  const plan = await control.importFiles(files);
  const state = readState(root, origin);
  const differences = plan.changes.flatMap(({ path, change }) => {
    return change === "unchanged" ? [] : [{ path, change, by: changedBy(path, files, versions, state) }];
  });
  return { differences, remote, versions, plan };
}

/** By path, as in `scripts/geo-block.lua`. */
export async function readVersions(control: Control): Promise<Record<string, number>> {
  const scripts = await control.scripts.list();
  const pipelines = await control.pipelines.list();
  const cases = await control.cases.list();
  return Object.fromEntries([
    ...scripts.map(({ id, version }) => [`scripts/${id}.lua`, version] as const),
    ...pipelines.flatMap(({ trigger, draft }) =>
      draft ? [[`pipelines/${trigger}.json`, draft.revision] as const] : [],
    ),
    ...cases.map(({ name, revision }) => [`tests/${name}.cases.json`, revision] as const),
  ]);
}

function changedBy(
  path: string,
  files: Files,
  versions: Comparison["versions"],
  state: SyncState | undefined,
): Difference["by"] {
  if (!state) return "unknown";
  const folder = folderChanged(path, files, state);
  const worker = (versions[path] ?? 0) !== (state.versions[path] ?? 0);
  if (folder && worker) return "both";
  return worker ? "worker" : "folder";
}

/** A script is its code and its name. */
function folderChanged(path: string, files: Files, { texts }: SyncState): boolean {
  const paths = path.startsWith("scripts/") ? [path, path.replace(/\.lua$/, ".json")] : [path];
  return paths.some((one) => (files[one] === undefined ? undefined : digest(files[one])) !== texts[one]);
}

export function stateOf(files: Files, versions: Comparison["versions"]): SyncState {
  return { texts: Object.fromEntries(Object.entries(files).map(([path, text]) => [path, digest(text)])), versions };
}
