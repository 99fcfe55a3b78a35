/** Where the app is at home: all in this browser, or over a worker's API. */
export type HomeName = "playground" | "admin";

/** The parts of a home that have addresses of their own. */
export type Area = "pipelines" | "scripts" | "secrets" | "traces" | "guide";

/** Address under which an area's screens are. The admin's pipelines are its root, as the worker's links expect. */
export function areaPath(home: HomeName, area: Area): string {
  if (home === "playground") return `/playground/${area}`;
  return area === "pipelines" ? "/admin/pipelines" : `/admin/pipelines/${area}`;
}

/** Every address of a home. */
export interface HomePaths {
  /** Where the home begins: the playground's gallery, the admin's pipelines. */
  readonly start: string;
  readonly pipelines: string;
  pipeline(trigger: string): string;
  graph(trigger: string): string;
  readonly scripts: string;
  script(id: string): string;
  readonly secrets: string;
  readonly traces: string;
  trace(id: string): string;
  readonly guide: string;
}

export function homePaths(home: HomeName): HomePaths {
  const at = (area: Area, ...rest: string[]): string => [areaPath(home, area), ...rest.map(encodeURIComponent)].join("/");
  return {
    start: home === "playground" ? "/playground" : "/admin/pipelines",
    pipelines: at("pipelines"),
    pipeline: (trigger) => at("pipelines", trigger),
    graph: (trigger) => at("pipelines", trigger, "graph"),
    scripts: at("scripts"),
    script: (id) => at("scripts", id),
    secrets: at("secrets"),
    traces: at("traces"),
    trace: (id) => at("traces", id),
    guide: at("guide"),
  };
}

/** The home an address belongs to; undefined for those outside both. */
export function homeOf(path: string): HomeName | undefined {
  if (/^\/playground(\/|$)/.test(path)) return "playground";
  return /^\/admin(\/|$)/.test(path) ? "admin" : undefined;
}
