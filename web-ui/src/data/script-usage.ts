import type { PipelineOverview } from "./workspace.ts";

/** A pipeline that names a script. */
export interface ScriptUse {
  readonly trigger: string;
  /** In the draft, in what is published, or in both. */
  readonly draft: boolean;
  readonly published: boolean;
}

/** Which pipelines name which scripts. Where a script stands several times in one, that is one use. */
export function scriptUsage(pipelines: readonly PipelineOverview[]): Map<string, ScriptUse[]> {
  const uses = new Map<string, ScriptUse[]>();
  for (const { trigger, draft, published } of pipelines) {
    const drafted = new Set(draft?.scripts);
    const live = new Set(published?.layers?.flat());
    for (const id of new Set([...drafted, ...live])) {
      const use = { trigger, draft: drafted.has(id), published: live.has(id) };
      uses.set(id, [...(uses.get(id) ?? []), use]);
    }
  }
  return uses;
}
