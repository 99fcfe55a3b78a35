import type { HomeName } from "./workspace.ts";

/** Addresses of the screens of a home. */
export interface HomePaths {
  /** The first screen. */
  readonly start: string;
  readonly guide: string;
  readonly secrets: string;
  pipelines(trigger?: string, view?: "graph"): string;
  scripts(id?: string): string;
  traces(id?: string): string;
  /** A recorded trace, run once more. */
  replay(id: string): string;
  /** Two traces beside each other. */
  compare(before: string, after: string): string;
}

export function pathsOf(home: HomeName): HomePaths {
  const root = home === "playground" ? "/playground" : "/admin/pipelines";
  const pipelines = home === "playground" ? "/playground/pipelines" : root;
  return {
    start: root,
    guide: home === "playground" ? "/playground/guide" : "/admin/guide",
    secrets: `${root}/secrets`,
    pipelines: (trigger, view) => joined(pipelines, trigger, view),
    scripts: (id) => joined(`${root}/scripts`, id),
    traces: (id) => joined(`${root}/traces`, id),
    replay: (id) => joined(`${root}/traces`, id, "replay"),
    compare: (before, after) => joined(`${root}/traces`, "compare", before, after),
  };
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join("/");
}
