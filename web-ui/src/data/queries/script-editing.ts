import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useSyncExternalStore } from "react";

import { useHome, type Home } from "../home.tsx";
import { ScriptKeeper, type ScriptHead } from "../script-keeper.ts";
import type { Workspace } from "../workspace.ts";
import { keys } from "./keys.ts";

export interface ScriptEditing extends ScriptHead {
  readonly keeper: ScriptKeeper;
}

/** What is typed belongs to the script, not to the place of the screen where it is typed. */
const keepers = new WeakMap<Workspace, Map<string, ScriptKeeper>>();

function keeperOf({ workspace, name }: Home, id: string): ScriptKeeper {
  const known = keepers.get(workspace) ?? new Map<string, ScriptKeeper>();
  keepers.set(workspace, known);
  const keeper = known.get(id) ?? new ScriptKeeper({ id, home: name, control: workspace.control });
  known.set(id, keeper);
  return keeper;
}

/** A script that is being edited: what it is called, and how far it is saved. Its text is told by `useScriptCode`. */
export function useScriptEditing(id: string): ScriptEditing {
  const home = useHome();
  const client = useQueryClient();
  const keeper = keeperOf(home, id);
  const head = useSyncExternalStore(keeper.subscribe, keeper.head);
  useEffect(() => void keeper.read(), [keeper]);
  const { stored } = head;
  const version = stored?.version;
  useEffect(() => {
    if (version === undefined) return;
    client.setQueryData(keys.script(id), stored);
    const touched = [keys.scripts, keys.script(id), keys.scriptVersions(id), keys.pipelines, ["check"], keys.secrets];
    for (const queryKey of touched) void client.invalidateQueries({ queryKey });
  }, [client, id, stored, version]);
  return useMemo(() => ({ ...head, keeper }), [head, keeper]);
}

/** The text of a script that is being edited, as it stands whenever whoever types it is still. */
export function useScriptCode(keeper: ScriptKeeper): string {
  // Whoever shows it next is to have all of it.
  useEffect(() => keeper.tell, [keeper]);
  return useSyncExternalStore(keeper.subscribe, () => keeper.told().code);
}

/** Tells at once of what is typed anywhere, for whoever is to do something with it. */
export function useTellTyped(): () => void {
  const { workspace } = useHome();
  return useCallback(() => {
    for (const keeper of keepers.get(workspace)?.values() ?? []) keeper.tell();
  }, [workspace]);
}

/** What is typed in these scripts and not saved, by id, as it stands whenever whoever types it is still. */
export function useEditedScripts(ids: readonly string[]): ReadonlyMap<string, string> {
  const home = useHome();
  const joined = ids.join(" ");
  const all = useMemo(() => joined.split(" ").flatMap((id) => (id ? [keeperOf(home, id)] : [])), [home, joined]);
  const subscribe = useCallback(
    (listener: () => void) => {
      const ends = all.map((keeper) => keeper.subscribe(listener));
      return () => ends.forEach((end) => end());
    },
    [all],
  );
  // As a text, so that the same is the same.
  const edited = useSyncExternalStore(subscribe, () => {
    const unsaved = all.filter((keeper) => keeper.told().isEdited);
    return JSON.stringify(unsaved.map((keeper) => [keeper.id, keeper.told().code]));
  });
  return useMemo(() => new Map(JSON.parse(edited) as [string, string][]), [edited]);
}

/** Saves what is typed in these scripts. Resolves with the ids that could not be saved. */
export function useSaveScripts(): (ids: readonly string[], note?: string) => Promise<readonly string[]> {
  const home = useHome();
  const client = useQueryClient();
  return useCallback(
    async (ids, note) => {
      const saved = await Promise.all(
        ids.map(async (id) => {
          const keeper = keeperOf(home, id);
          const isSaved = await keeper.save(note);
          const { stored } = keeper.snapshot();
          if (stored) client.setQueryData(keys.script(id), stored);
          return [id, isSaved] as const;
        }),
      );
      return saved.flatMap(([id, isSaved]) => (isSaved ? [] : [id]));
    },
    [home, client],
  );
}

/** Changes the text of a script as if somebody typed it, wherever the person is. */
export function useEditScript(): (id: string, change: (code: string) => string) => void {
  const home = useHome();
  return useCallback(
    (id, change) => {
      const keeper = keeperOf(home, id);
      void keeper.read().then(() => keeper.edit({ code: change(keeper.snapshot().code) }));
    },
    [home],
  );
}
