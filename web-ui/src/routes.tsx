import { lazy, type ComponentType } from "react";

import { areaPath, type Area, type HomeName } from "./paths.ts";

/** A screen's module: its folder's screen.tsx (or another file of it) exports the component `Screen`. */
interface ScreenModule {
  readonly Screen: ComponentType;
}

/** A screen of both homes, loaded when it is first opened. */
export interface ScreenRoute {
  readonly area: Area;
  /** What follows the area's own path, with wouter's parameters: "/:id?". */
  readonly rest: string;
  readonly Screen: ComponentType;
}

function screen(area: Area, rest: string, load: () => Promise<ScreenModule>): ScreenRoute {
  return { area, rest, Screen: lazy(async () => ({ default: (await load()).Screen })) };
}

/**
 * The screens, one line each. The first that matches is shown, and the admin's pipelines take every address that the
 * others leave, so they stay last.
 */
export const screens: readonly ScreenRoute[] = [
];

/** wouter's pattern of a screen in a home. */
export function patternOf(home: HomeName, { area, rest }: ScreenRoute): string {
  return areaPath(home, area) + rest;
}
