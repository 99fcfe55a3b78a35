import type { Span, Trace } from "sluice";

/** What two traces of a trigger differ in, script by script. */
export interface TraceComparison {
  readonly isSameStatus: boolean;
  readonly isSamePlan: boolean;
  readonly durationMs: number;
  readonly instructions: number;
  readonly scripts: readonly ScriptComparison[];
}

export interface ScriptComparison {
  readonly scriptId: string;
  readonly layerIndex: number;
  /** Undefined on the side where the script did not stand at this place. */
  readonly before: Span | undefined;
  readonly after: Span | undefined;
  /** Names of what differs. Durations always do, and count as nothing. */
  readonly differences: readonly ("presence" | "status" | "error" | "instructions" | "output" | "logs")[];
}

/** Compares two traces. Differences of numbers are `after` less `before`. */
export function compareTraces(before: Trace, after: Trace): TraceComparison {
  const left = scriptsByPlace(before);
  const right = scriptsByPlace(after);
  const places = [...new Set([...left.keys(), ...right.keys()])];
  const scripts = places.flatMap((place) => compareScripts(left.get(place), right.get(place)));
  scripts.sort((a, b) => a.layerIndex - b.layerIndex);
  return {
    isSameStatus: before.status === after.status,
    isSamePlan: before.planHash === after.planHash,
    durationMs: after.durationMs - before.durationMs,
    instructions: sum([...right.values()]) - sum([...left.values()]),
    scripts,
  };
}

function scriptsByPlace({ spans }: Trace): Map<string, Span> {
  const counts = new Map<string, number>();
  const scripts = spans.filter(({ parentId }) => parentId === undefined).sort((a, b) => a.sequence - b.sequence);
  return new Map(
    scripts.map((span) => {
      const place = `${span.layerIndex} ${span.scriptId}`;
      const count = counts.get(place) ?? 0;
      counts.set(place, count + 1);
      return [`${place} ${count}`, span] as const;
    }),
  );
}

function compareScripts(before: Span | undefined, after: Span | undefined): ScriptComparison[] {
  const either = before ?? after;
  if (!either) return [];
  const { scriptId, layerIndex } = either;
  return [{ scriptId, layerIndex, before, after, differences: differencesOf(before, after) }];
}

function differencesOf(before: Span | undefined, after: Span | undefined): ScriptComparison["differences"] {
  if (!before || !after) return ["presence"];
  const logs = ({ logs: lines }: Span): string => JSON.stringify(lines.map(({ level, text }) => [level, text]));
  const changed = {
    status: before.status !== after.status,
    error: before.errorCode !== after.errorCode || before.statusMessage !== after.statusMessage,
    instructions: before.instructions !== after.instructions,
    output: JSON.stringify(before.attributes.output) !== JSON.stringify(after.attributes.output),
    logs: logs(before) !== logs(after),
  };
  return (Object.keys(changed) as (keyof typeof changed)[]).filter((name) => changed[name]);
}

function sum(spans: readonly Span[]): number {
  return spans.reduce((total, { instructions }) => total + instructions, 0);
}
