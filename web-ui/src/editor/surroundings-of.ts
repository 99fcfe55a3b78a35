import type { Draft, ScriptRecord } from "sluice";

import type { Surroundings, ToldPipeline, ToldWorkspace } from "./language/surroundings.ts";
import type { PipelineAround } from "./use-script-language.ts";

export interface Known {
  /** The script in the editor; its text is what stands there. */
  readonly id: string;
  readonly around: readonly PipelineAround[];
  readonly drafts: ReadonlyMap<string, Draft>;
  readonly records: ReadonlyMap<string, ScriptRecord>;
  /** What is typed and not saved, by id. */
  readonly edited: ReadonlyMap<string, string>;
  readonly workspace: ToldWorkspace;
}

/** What the language server is to know around a script. */
export function surroundingsOf({ id, around, drafts, records, edited, workspace }: Known): Surroundings {
  const pipelines = around.map(({ overview, layers }): ToldPipeline => {
    const draft = drafts.get(overview.trigger)?.pipeline;
    const mode = draft?.mode ?? overview.mode;
    return {
      hook: overview.trigger,
      ...(mode && { mode }),
      ...(draft?.onError && { onError: draft.onError }),
      ...(draft?.limits && { limits: draft.limits }),
      layers: layers.map((layer) => layer.map(toldScript)),
    };
  });
  return { pipelines, workspace };

  function toldScript(each: string) {
    const record = records.get(each);
    // The open script's own text goes to the server as it is typed.
    const text = each === id ? undefined : (edited.get(each) ?? record?.code);
    const name = record?.name;
    return { id: each, ...(name !== undefined && { name }), ...(text !== undefined && { text }) };
  }
}
