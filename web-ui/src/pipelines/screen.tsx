import { useEffect, useState, type ReactNode } from "react";
import { useLocation, useParams } from "wouter";

import { useHome } from "../data/home.tsx";
import { useVersions } from "../data/queries/pipelines.ts";
import type { HookDescription } from "../data/workspace.ts";
import { useCommands } from "../shell/commands.ts";
import { useLeaveGuard } from "../shell/leave-guard.ts";
import { StatusItem } from "../shell/slots.tsx";
import { useEditor, type Editing } from "./editing/editors.tsx";
import { HistoryDialog } from "./history/history-dialog.tsx";
import { CustomHookDialog } from "./lanes/custom-hook-dialog.tsx";
import { useOpenLanes } from "./lanes/open-lanes.ts";
import { saveText } from "./lanes/save-note.tsx";
import { useLaneList } from "./lanes/use-lane-list.ts";
import { PipelinesFrame, type OpenDialog } from "./pipelines-frame.tsx";
import { PublishDialog } from "./publish/publish-dialog.tsx";

/** The pipelines: as lanes, or one of them as a graph. The address says which is selected. */
export function Screen() {
  const { trigger, view } = useParams<{ readonly trigger?: string; readonly view?: string }>();
  const { paths } = useHome();
  const [, navigate] = useLocation();
  const list = useLaneList();
  const lanes = useOpenLanes(trigger);
  const [dialog, setDialog] = useState<OpenDialog>();
  const selected = list.hooks.find(({ name }) => name === trigger) ?? list.hooks[0]!;
  const select = (name: string): void => navigate(paths.pipelines(name), { replace: true });
  return (
    <SelectedPipeline hook={selected} dialog={dialog} onDialog={setDialog} list={list}>
      {(editing, next) => (
        <>
          <PipelinesFrame
            {...{ list, lanes, selected, editing, next }}
            selectedName={trigger}
            view={view === "graph" ? "graph" : "lanes"}
            onView={(wanted) => navigate(paths.pipelines(selected.name, wanted === "graph" ? "graph" : undefined))}
            onSelect={select}
            onDialog={setDialog}
          />
          {dialog === "hook" && (
            <CustomHookDialog
              taken={list.hooks.map(({ name }) => name)}
              onAdd={(name, mode) => {
                list.addHook(name, mode);
                lanes.setOpen(name, true);
                lanes.setFolded("custom", false);
                setDialog(undefined);
                select(name);
              }}
              onClose={() => setDialog(undefined)}
            />
          )}
        </>
      )}
    </SelectedPipeline>
  );
}

interface SelectedPipelineProps {
  readonly hook: HookDescription;
  readonly list: ReturnType<typeof useLaneList>;
  readonly dialog: OpenDialog | undefined;
  readonly onDialog: (dialog: OpenDialog | undefined) => void;
  readonly children: (editing: Editing, next: number) => ReactNode;
}

/** What concerns the selected pipeline wherever it is shown: its keys, its dialogs and how far it is saved. */
function SelectedPipeline({ hook, list, dialog, onDialog, children }: SelectedPipelineProps) {
  const editing = useEditor(hook.name);
  const { editor, state } = editing;
  const summary = list.summaries.get(hook.name);
  const next = (useVersions(hook.name).data?.pages[0]?.items[0]?.version ?? 0) + 1;
  const close = (): void => onDialog(undefined);
  const isEmpty = (state.pipeline?.layers.length ?? 0) === 0;
  useCommands(
    [
      { label: `Publish ${hook.name}…`, keys: "mod+shift+enter", disabled: isEmpty, run: () => onDialog("publish") },
      { label: `History of ${hook.name}`, run: () => onDialog("history") },
      {
        label: `Undo ${state.undo ?? ""}`.trim(),
        keys: "mod+z",
        disabled: state.undo === undefined,
        run: () => editor.undo(),
      },
      {
        label: `Redo ${state.redo ?? ""}`.trim(),
        keys: "mod+shift+z",
        disabled: state.redo === undefined,
        run: () => editor.redo(),
      },
      { label: "Save the draft now", keys: "mod+s", run: () => void editor.flush() },
      { label: "Add a custom hook…", run: () => onDialog("hook") },
    ],
    { group: "Pipelines" },
  );
  useFreshDraft(editing, summary?.draft?.revision ?? 0);
  useFlushOnHide(editing);
  useLeaveGuard(unsavedReason(hook.name, editing));
  return (
    <>
      {children(editing, next)}
      <StatusItem>{saveText(state)}</StatusItem>
      {dialog === "publish" && state.pipeline && (
        <PublishDialog hook={hook} pipeline={state.pipeline} summary={summary} version={next} onClose={close} />
      )}
      {dialog === "history" && <HistoryDialog trigger={hook.name} summary={summary} onClose={close} />}
    </>
  );
}

/** Another tab or another person saved: what is shown follows, as long as nothing here is unsaved. */
function useFreshDraft({ editor, state }: Editing, stored: number): void {
  const { revision } = state;
  useEffect(() => {
    if (revision !== undefined && stored > revision) void editor.refresh();
  }, [editor, revision, stored]);
}

/** Who leaves the page within the moment before a save gets it done; what doesn't is kept in this browser. */
function useFlushOnHide({ editor }: Editing): void {
  useEffect(() => {
    const flush = (): void => {
      if (document.visibilityState === "hidden") void editor.flush();
    };
    document.addEventListener("visibilitychange", flush);
    return () => document.removeEventListener("visibilitychange", flush);
  }, [editor]);
}

/** Only what could not be saved is worth asking for; edits that wait for the next save are kept anyway. */
function unsavedReason(trigger: string, { state: { save } }: Editing): string | undefined {
  if (save.kind === "conflict") return `The draft of ${trigger} is not saved: somebody saved first.`;
  return save.kind === "failed" ? `The draft of ${trigger} is kept in this browser only.` : undefined;
}
