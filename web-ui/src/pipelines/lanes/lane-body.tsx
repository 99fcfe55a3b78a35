import { Plus } from "lucide-react";
import { useState } from "react";
import type { PipelineSummary } from "sluice";

import { useSaveScript, useScripts } from "../../data/queries/scripts.ts";
import type { HookDescription } from "../../data/workspace.ts";
import { ModeMark } from "../../parts/mode-mark.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useSlow } from "../../ui/skeleton.tsx";
import { Canvas } from "../canvas/canvas.tsx";
import type { PickWish } from "../canvas/use-canvas.ts";
import { ConflictNote } from "../conflict/conflict-note.tsx";
import { useEditor, type Editing } from "../editing/editors.tsx";
import { cardsOf, emptyPipeline, insertScript, replaceScript, type Pipeline } from "../model/draft.ts";
import type { StatusCounts } from "../model/lanes.ts";
import { shapeLimits } from "../model/shape-limits.ts";
import { freeScriptId, templateFor } from "../model/templates.ts";
import { emptyText, emptyTitle } from "../model/words.ts";
import { ScriptPicker } from "../picker/script-picker.tsx";
import { RunDialog } from "../run/run-dialog.tsx";
import { useLaneFacts } from "../use-lane-facts.ts";
import { SaveNote } from "./save-note.tsx";

export interface LaneBodyProps {
  readonly hook: HookDescription;
  readonly summary: PipelineSummary | undefined;
  readonly runs: StatusCounts | undefined;
  readonly onOpenScript: (scriptId: string, line?: number) => void;
  readonly onLeave: () => void;
}

/** What an open lane shows: the pipeline as it is edited. */
export function LaneBody(props: LaneBodyProps) {
  const { hook, summary } = props;
  const editing = useEditor(hook.name);
  const { editor, state } = editing;
  if (!state.pipeline) {
    if (!state.fault) return <CanvasSkeleton />;
    return (
      <ErrorState title={state.fault.title} onRetry={() => void editor.restart()} reference={state.fault.code}>
        {state.fault.text}
      </ErrorState>
    );
  }
  const pipeline = withMode(state.pipeline, hook);
  return <LoadedLane {...props} summary={summary} editing={editing} pipeline={pipeline} />;
}

/** A custom hook's mode stands in its pipeline, also in one that nobody has edited yet. */
function withMode(pipeline: Pipeline, { lane, mode, name }: HookDescription): Pipeline {
  if (lane !== "custom" || pipeline.settings.mode !== undefined) return pipeline;
  return { ...emptyPipeline(name, mode), ...pipeline, settings: { ...pipeline.settings, mode } };
}

interface LoadedLaneProps extends LaneBodyProps {
  readonly editing: Editing;
  readonly pipeline: Pipeline;
}

function LoadedLane(props: LoadedLaneProps) {
  const { hook, summary, runs, editing, pipeline, onOpenScript, onLeave } = props;
  const facts = useLaneFacts(pipeline, summary);
  const [wish, setWish] = useState<PickWish>();
  const [isRunning, setRunning] = useState(false);
  const [fresh, setFresh] = useState<string>();
  const apply = (chosen: PickWish, scriptId: string): void => setFresh(applyPick(editing, pipeline, chosen, scriptId));
  const picked = (scriptId: string): void => {
    if (wish) apply(wish, scriptId);
    setWish(undefined);
  };
  return (
    <>
      <ConflictNote mode={hook.mode} editing={editing} pipeline={pipeline} />
      <SaveNote state={editing.state} onRetry={() => void editing.editor.flush()} />
      {pipeline.layers.length === 0 ? (
        <EmptyLane hook={hook} onAdd={() => setWish(firstPlace)} onTemplate={(id) => apply(firstPlace, id)} />
      ) : (
        <Canvas
          {...{ hook, editing, pipeline, facts, runs, onOpenScript, onLeave }}
          onPick={setWish}
          onRun={() => setRunning(true)}
          fresh={fresh}
        />
      )}
      {wish && (
        <ScriptPicker
          hook={hook}
          purpose={purposeOf(pipeline, wish)}
          present={cardsOf(pipeline).map(({ scriptId }) => scriptId)}
          onPick={picked}
          onClose={() => setWish(undefined)}
        />
      )}
      {isRunning && <RunDialog {...{ hook, pipeline, onOpenScript }} onClose={() => setRunning(false)} />}
    </>
  );
}

const firstPlace: PickWish = { place: { kind: "gate", gate: 0 } };

/** Key of the card that is there then. */
function applyPick({ editor }: Editing, pipeline: Pipeline, wish: PickWish, scriptId: string): string | undefined {
  const isNew = "place" in wish;
  const next = isNew
    ? insertScript(pipeline, scriptId, wish.place, shapeLimits)
    : replaceScript(pipeline, wish.replace, scriptId);
  editor.edit(next.pipeline, { edit: isNew ? `add ${scriptId}` : `replace by ${scriptId}` });
  return next.key;
}

function purposeOf({ layers, trigger }: Pipeline, wish: PickWish): string {
  if ("replace" in wish) return `Replace ${wish.replace} in ${trigger}`;
  if (wish.place.kind === "gate")
    return `Add a script to ${trigger}, as new layer ${wish.place.gate + 1} of ${layers.length + 1}`;
  return `Add a script to ${trigger}, layer ${wish.place.layer + 1}`;
}

interface EmptyLaneProps {
  readonly hook: HookDescription;
  readonly onAdd: () => void;
  readonly onTemplate: (scriptId: string) => void;
}

function EmptyLane({ hook, onAdd, onTemplate }: EmptyLaneProps) {
  const save = useSaveScript();
  const scripts = useScripts().data;
  const start = (): void => {
    const id = freeScriptId(`${hook.name}_script`, new Set(scripts?.map((script) => script.id)));
    const code = templateFor({ trigger: hook.name, mode: hook.mode });
    save.mutate({ script: { id, code }, version: 0, note: "From the template" }, { onSuccess: () => onTemplate(id) });
  };
  const actions = (
    <>
      <Button variant="primary" icon={<Plus size={14} aria-hidden />} onClick={onAdd}>
        Add a script…
      </Button>
      <Button busy={save.isPending} onClick={start}>
        Start from the template
      </Button>
    </>
  );
  return (
    <div className="border-b border-line-1 pl-7">
      <EmptyState mark={<ModeMark mode={hook.mode} size={18} />} title={emptyTitle(hook)} actions={actions}>
        {emptyText(hook)}
      </EmptyState>
    </div>
  );
}

function CanvasSkeleton() {
  const slow = useSlow();
  return (
    <div className="flex h-58 items-center gap-12 border-b border-line-1 px-16" aria-busy>
      {slow && [1, 2, 3].map((card) => <span key={card} className="h-18 w-48 rounded-6 bg-sunken" />)}
      {slow && (
        <span role="status" className="sr-only">
          The pipeline is loading
        </span>
      )}
    </div>
  );
}
