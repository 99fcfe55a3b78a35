import { lazy, type ComponentType } from "react";

import { pathsOf } from "./data/paths.ts";
import type { HomeName } from "./data/workspace.ts";

/** The parts of a home that have addresses of their own. */
export type Area = "start" | "pipelines" | "scripts" | "secrets" | "traces" | "guide";

/** A screen's module: its folder's screen.tsx (or another file of it) exports the component `Screen`. */
interface ScreenModule {
  readonly Screen: ComponentType;
}

/** A screen, loaded when it is first opened. */
export interface ScreenRoute {
  readonly area: Area;
  /** What follows the area's own path, with wouter's parameters: "/:id?". */
  readonly rest: string;
  readonly Screen: ComponentType;
  /** The home it is in; absent: both. */
  readonly home?: HomeName;
}

function screen(area: Area, rest: string, load: () => Promise<ScreenModule>, home?: HomeName): ScreenRoute {
  return { area, rest, Screen: lazy(async () => ({ default: (await load()).Screen })), ...(home && { home }) };
}

/**
 * The screens, one line each, added by whoever adds the screen. The first that matches is shown, and the admin's
 * pipelines take every address that the others leave, so they stay last.
 */
export const screens: readonly ScreenRoute[] = [
  screen("guide", "", () => import("./shell/guide/screen.tsx")),
  screen("start", "", () => import("./playground/screen.tsx"), "playground"),
  screen("scripts", "/:id?", () => import("./scripts/screen.tsx")),
  screen("traces", "/compare/:before/:after", () => import("./traces/compare/screen.tsx")),
  screen("traces", "/:id/replay", () => import("./traces/replay/screen.tsx")),
  screen("traces", "/:id?", () => import("./traces/screen.tsx")),
  screen("secrets", "", () => import("./secrets/screen.tsx")),
  screen("pipelines", "/:trigger?/:view?", () => import("./pipelines/screen.tsx")),
];

/** wouter's pattern of a screen in a home. */
export function patternOf(home: HomeName, { area, rest }: ScreenRoute): string {
  const paths = pathsOf(home);
  const address = paths[area];
  return (typeof address === "string" ? address : address()) + rest;
}
