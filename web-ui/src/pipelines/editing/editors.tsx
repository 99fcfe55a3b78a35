import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";

import { useWorkspace } from "../../data/home.tsx";
import { keys } from "../../data/queries/keys.ts";
import type { Workspace } from "../../data/workspace.ts";
import { PipelineEditor, type EditorState } from "./pipeline-editor.ts";

/**
 * The editors of a workspace, by trigger. They outlive the screens: who goes to a script and comes back can still
 * undo, and the lane and the inspector edit the same pipeline.
 */
const editors = new WeakMap<QueryClient, Map<string, PipelineEditor>>();

export function editorOf(client: QueryClient, workspace: Workspace, trigger: string): PipelineEditor {
  let all = editors.get(client);
  if (!all) editors.set(client, (all = new Map()));
  let editor = all.get(trigger);
  if (!editor) {
    editor = new PipelineEditor(trigger, workspace, () => {
      void client.invalidateQueries({ queryKey: keys.pipelines });
      void client.invalidateQueries({ queryKey: keys.draft(trigger) });
    });
    all.set(trigger, editor);
  }
  return editor;
}

export interface Editing {
  readonly editor: PipelineEditor;
  readonly state: EditorState;
}

/** A pipeline that is being edited, the same one wherever it is asked for. */
export function useEditor(trigger: string): Editing {
  const workspace = useWorkspace();
  const editor = editorOf(useQueryClient(), workspace, trigger);
  return { editor, state: useSyncExternalStore(editor.subscribe, editor.snapshot) };
}
