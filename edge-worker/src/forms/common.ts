import type { DiffLine, Hunk, LineDiff, PipelineProblem } from "sluice";
import { jsonValue, lowerLimits } from "sluice/forms";
import * as z from "zod/mini";

import { named } from "./named.ts";

// What answers hold. Forms of what is taken come from `sluice/forms`, where the control plane has them.

export const optional = z.exactOptional;
export const count = z.int();
/** ms since the epoch */
export const time = z.number();
export const words = z.string();
export const mode = z.enum(["blocking", "enrichment", "async"]);
export const onError = z.enum(["block", "allow"]);
export const limits = lowerLimits;

named("JsonValue", jsonValue);

/** A page of a list. */
export const pageOf = <Item extends z.ZodMiniType>(name: string, item: Item) =>
  named(name, z.object({ items: z.array(item), cursor: optional(words) }));

/** A list that has no pages. */
export const listOf = <Item extends z.ZodMiniType>(name: string, item: Item) =>
  named(name, z.object({ items: z.array(item) }));

export const pipelineProblem = named(
  "PipelineProblem",
  z.object({ kind: words, message: words, nodes: z.array(words) }) satisfies z.ZodMiniType<PipelineProblem>,
);

const diffLine = z.object({
  kind: z.enum(["same", "removed", "added"]),
  text: words,
  old: optional(count),
  new: optional(count),
}) satisfies z.ZodMiniType<DiffLine>;

const hunk = z.object({
  oldStart: count,
  oldLines: count,
  newStart: count,
  newLines: count,
  lines: z.array(diffLine),
}) satisfies z.ZodMiniType<Hunk>;

export const lineDiff = named(
  "LineDiff",
  z.object({ hunks: z.array(hunk), added: count, removed: count }) satisfies z.ZodMiniType<LineDiff>,
);
