import type { Executed, ScriptProfile, Span } from "sluice";

/**
 * What is wrong with the profile of an execution, a sentence each: it has one entry for each script span that was not
 * skipped, in order, with lines in order whose instructions add up to the span's. profile_faults.cpp is the same
 * natively.
 */
export function profileFaults({ trace, profile }: Pick<Executed, "trace" | "profile">): string[] {
  if (!profile) return ["there is no profile"];
  // A trace that would be too large leaves spans out.
  if (trace?.spansLeftOut !== undefined) return [];
  const spans = trace?.spans.filter(({ parentId, status }) => parentId === undefined && status !== "skipped") ?? [];
  const told = profile.map((script) => `${placeOf(script)}: ${sumOf(script)}`).join("; ");
  const expected = spans.map((span) => `${placeOf(span)}: ${span.instructions}`).join("; ");
  return told === expected ? [] : [`the profile tells ${told} and the trace ${expected}`];
}

function placeOf({ scriptId, layerIndex, parallelIndex }: ScriptProfile | Span): string {
  return `${scriptId} ${layerIndex} ${parallelIndex}`;
}

function sumOf({ lines }: ScriptProfile): string {
  const sum = lines.reduce((all, { instructions }) => all + instructions, 0);
  const ordered = lines.every(({ line }, index) => line > (lines[index - 1]?.line ?? 0));
  return `${sum}${ordered ? "" : " unordered"}`;
}
