import { useQueryClient } from "@tanstack/react-query";
import type { PipelineDraft } from "sluice";
import { useCallback, useEffect, useState, useSyncExternalStore } from "react";

import { DraftKeeper, type DraftState } from "../draft-keeper.ts";
import { useHome } from "../home.tsx";
import { keys } from "./keys.ts";

export interface DraftEditing extends DraftState {
  /** Changes the pipeline on the screen at once; it is saved a moment later. */
  edit(pipeline: PipelineDraft): void;
  /** Saves now what is not saved yet, and tries again what failed. Resolves when it is saved, or is known not to be. */
  flush(): Promise<void>;
  /** Ends a conflict: keeps one of the two, or both merged. */
  resolve(choice: "mine" | "theirs" | PipelineDraft): void;
}

/**
 * A pipeline that is being edited: what the person sees, and how far it has been saved. Edits that are not saved are
 * kept in this browser and survive a reload.
 */
export function useDraftEditing(trigger: string): DraftEditing {
  const { workspace, name } = useHome();
  const client = useQueryClient();
  const [keeper, setKeeper] = useState(() => makeKeeper());
  const stale = keeper.trigger !== trigger || keeper.control !== workspace.control;
  function makeKeeper(): DraftKeeper {
    return new DraftKeeper({ trigger, home: name, control: workspace.control });
  }
  if (stale) setKeeper(makeKeeper());
  const state = useSyncExternalStore(keeper.subscribe, keeper.snapshot);
  useEffect(() => keeper.start(), [keeper]);
  const { revision } = state;
  useEffect(() => {
    if (revision === undefined) return;
    void client.invalidateQueries({ queryKey: keys.pipelines });
    void client.invalidateQueries({ queryKey: keys.draft(trigger) });
  }, [client, trigger, revision]);
  const edit = useCallback((pipeline: PipelineDraft) => keeper.edit(pipeline), [keeper]);
  const flush = useCallback(() => keeper.flush(), [keeper]);
  const resolve = useCallback((choice: "mine" | "theirs" | PipelineDraft) => keeper.resolve(choice), [keeper]);
  return { ...state, edit, flush, resolve };
}
