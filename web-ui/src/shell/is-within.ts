import { pathsOf } from "../data/paths.ts";

/** Whether an address is an area's. The admin's pipelines are the root of its other areas, which are not theirs. */
export function isWithin(location: string, to: string, exact: boolean): boolean {
  if (exact || location === to) return location === to;
  if (!location.startsWith(`${to}/`)) return false;
  return to !== pathsOf("admin").pipelines() || !/^(scripts|secrets|traces)(\/|$)/.test(location.slice(to.length + 1));
}
