import type { Files, ImportPlan } from "sluice";

import type { PlaygroundWorkspace } from "../../data/local/workspace.ts";
import { withMocks } from "../load-example.ts";
import type { SharedPlayground } from "./link.ts";

/** One pipeline as it is edited now, to be given to somebody else. */
export async function shareOf(
  { control, mocks }: PlaygroundWorkspace,
  trigger: string,
  contextText: string,
): Promise<SharedPlayground> {
  const files = filesOf(await control.exportFiles(), trigger);
  return { trigger, files, mocks: await mocks.list(), contextText };
}

/** The files of a pipeline: its own, those of its scripts, and the names of the secrets that they write out. */
export function filesOf(files: Files, trigger: string): Files {
  const path = `pipelines/${trigger}.json`;
  const pipeline = JSON.parse(files[path] ?? "{}") as { layers?: readonly (readonly string[])[] };
  const ids = new Set(pipeline.layers?.flat());
  const kept = Object.entries(files).filter(([name]) => {
    return name === path || ids.has(/^scripts\/([^/]+)\.(?:lua|json)$/.exec(name)?.[1] ?? "");
  });
  const codes = kept.map(([, text]) => text).join("\n");
  const names = (JSON.parse(files["secrets.json"] ?? "[]") as string[]).filter((name) => codes.includes(name));
  return Object.fromEntries([...kept, ...(names.length > 0 ? [["secrets.json", JSON.stringify(names)]] : [])]);
}

/** What opening it would change here. Nothing is written until the plan is applied. */
export function planOpening({ control }: PlaygroundWorkspace, { files }: SharedPlayground): Promise<ImportPlan> {
  return control.importFiles(files, { note: "Opened from a link" });
}

/**
 * Puts its scripts, as new versions where they differ, its draft and its mocks beside what is there. Runs nothing. Mocks
 * first: where they are refused nothing has been written.
 */
export async function openShared(
  { mocks }: PlaygroundWorkspace,
  shared: SharedPlayground,
  plan: ImportPlan,
): Promise<void> {
  await mocks.save(withMocks(await mocks.list(), shared.mocks));
  await plan.apply();
}
