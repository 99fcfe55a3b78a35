import { useQueryClient } from "@tanstack/react-query";
import type { PipelineSummary, PublishOptions } from "sluice";

import { faultOf } from "../../data/faults.ts";
import { useWorkspace } from "../../data/home.tsx";
import { keys } from "../../data/queries/keys.ts";
import { usePublish } from "../../data/queries/pipelines.ts";
import type { HookDescription } from "../../data/workspace.ts";
import { toast } from "../../ui/toast/toast.ts";
import type { PipelineEditor } from "../editing/pipeline-editor.ts";
import { writePipeline, type Pipeline } from "../model/draft.ts";

export interface PublishingOptions {
  readonly hook: HookDescription;
  readonly summary: PipelineSummary | undefined;
  readonly editor: PipelineEditor;
  readonly onDone: () => void;
}

export interface Publishing {
  readonly isPending: boolean;
  readonly error: Error | null;
  publish(pipeline: Pipeline, options: Omit<PublishOptions, "revision" | "draft">): void;
}

/**
 * Publishes what is on the screen, over what the person saw to be live. The draft is done with then: what runs is where
 * the next edit starts.
 */
export function usePublishing({ hook, summary, editor, onDone }: PublishingOptions): Publishing {
  const { control } = useWorkspace();
  const client = useQueryClient();
  const mutation = usePublish(hook.name);
  const before = summary?.published;
  const goBack = async (): Promise<void> => {
    try {
      if (before) await control.pipelines.rollback(hook.name, { version: before.version });
      else await control.pipelines.unpublish(hook.name);
      toast({ title: before ? `${hook.name} runs v${before.version} again` : `${hook.name} runs nothing again` });
    } catch (error) {
      toast({ title: `${hook.name} was not rolled back`, text: faultOf(error).text, status: "error" });
    }
    await client.invalidateQueries({ queryKey: keys.pipelines });
    await client.invalidateQueries({ queryKey: keys.versions(hook.name) });
  };
  return {
    isPending: mutation.isPending,
    error: mutation.error,
    publish: (pipeline, options) =>
      mutation.mutate(
        { ...options, pipeline: writePipeline(pipeline), ...(before && { revision: before.revision }) },
        {
          onSuccess: async ({ version, enabled }) => {
            await editor.finish();
            await client.invalidateQueries({ queryKey: keys.pipelines });
            toast({
              title: enabled ? `${hook.name} v${version} is live` : `${hook.name} v${version} is published`,
              text: enabled ? undefined : "The hook is switched off, so it runs nothing yet.",
              action: { label: "Roll back", run: () => void goBack() },
            });
            onDone();
          },
        },
      ),
  };
}
