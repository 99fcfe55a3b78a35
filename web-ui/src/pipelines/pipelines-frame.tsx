import { PanelRight, Plus, Waypoints } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useLocation } from "wouter";

import { useHome } from "../data/home.tsx";
import type { HookDescription } from "../data/workspace.ts";
import { FaultState } from "../parts/fault-state.tsx";
import { ScreenFrame } from "../shell/screen-frame.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { useIsCompact, useIsNarrow } from "../ui/use-media-query.ts";
import { CarryBarPlace } from "./canvas/carry-bar.tsx";
import type { Editing } from "./editing/editors.tsx";
import { Inspector } from "./inspector/inspector.tsx";
import { LaneBody } from "./lanes/lane-body.tsx";
import { Lanes } from "./lanes/lanes.tsx";
import type { OpenLanes } from "./lanes/open-lanes.ts";
import { EditTools, LaneFilters } from "./lanes/toolbar.tsx";
import type { LaneList } from "./lanes/use-lane-list.ts";
import { isUnchanged } from "./model/changes.ts";
import type { Pipeline } from "./model/draft.ts";
import { nothingToPublish } from "./model/publishing.ts";
import { useLaneFacts } from "./use-lane-facts.ts";

const GraphView = lazy(async () => ({ default: (await import("./graph/graph-view.tsx")).GraphView }));

export type OpenDialog = "publish" | "history" | "hook";

export interface PipelinesFrameProps {
  readonly list: LaneList;
  readonly lanes: OpenLanes;
  /** The hook that the inspector shows. */
  readonly selected: HookDescription;
  /** Its name, once a person has chosen it. */
  readonly selectedName: string | undefined;
  readonly editing: Editing;
  /** Number of the next version. */
  readonly next: number;
  readonly view: "lanes" | "graph";
  readonly onView: (view: "lanes" | "graph") => void;
  readonly onSelect: (trigger: string) => void;
  readonly onDialog: (dialog: OpenDialog) => void;
}

/** The screen's frame: what stands above, beside and below the lanes. */
export function PipelinesFrame(props: PipelinesFrameProps) {
  const { list, selected, editing, next, view, onView, onDialog } = props;
  const isCompact = useIsCompact();
  const isNarrow = useIsNarrow();
  const [isOpen, setOpen] = useState(false);
  const [carryBar, setCarryBar] = useState<HTMLElement | null>(null);
  const inspector = (
    <Inspector
      hook={selected}
      summary={list.summaries.get(selected.name)}
      next={next}
      onPublish={() => onDialog("publish")}
      onHistory={() => onDialog("history")}
    />
  );
  const inspectorButton = isCompact && !isNarrow && (
    <IconButton
      size="sm"
      label={`About ${selected.name}`}
      icon={<PanelRight size={14} aria-hidden />}
      onClick={() => setOpen(true)}
    />
  );
  return (
    <ScreenFrame
      title="Pipelines"
      detail={detailOf(list)}
      fixed
      actions={
        !isNarrow && (
          <Button size="sm" icon={<Plus size={14} aria-hidden />} onClick={() => onDialog("hook")}>
            Custom hook
          </Button>
        )
      }
      toolbar={
        <>
          {view === "lanes" && <LaneFilters list={list} />}
          {view === "graph" && <GraphHead hook={selected} />}
          <span className="flex-1 max-md:hidden" />
          <EditTools editing={editing} view={view} onView={onView} />
          {inspectorButton}
        </>
      }
      {...(!list.error && {
        inspector: {
          label: selected.name,
          content: inspector,
          open: isOpen,
          onClose: () => setOpen(false),
          storageKey: "pipelines.inspector",
        },
      })}
    >
      <div ref={setCarryBar} className="relative min-h-0 flex-1">
        <CarryBarPlace value={carryBar}>
          {view === "graph" ? <Graph {...props} /> : <LaneArea {...props} />}
        </CarryBarPlace>
      </div>
      {isNarrow && <PhoneBar {...props} onInspect={() => setOpen(true)} />}
    </ScreenFrame>
  );
}

function detailOf({ hooks, summaries, isKnown }: LaneList): string {
  if (!isKnown) return `${hooks.length} hooks`;
  const withScripts = hooks.filter(({ name }) => {
    const summary = summaries.get(name);
    return (summary?.draft?.scripts.length ?? summary?.published?.layers?.length ?? 0) > 0;
  });
  return `${hooks.length} hooks, ${withScripts.length} with scripts`;
}

function GraphHead({ hook }: { readonly hook: HookDescription }) {
  return (
    <span className="flex items-center gap-2 text-12">
      <Waypoints size={14} aria-hidden className="text-fg-3" />
      <span className="code font-medium">{hook.name}</span>
    </span>
  );
}

function LaneArea({ list, lanes, selectedName, onSelect, onDialog }: PipelinesFrameProps) {
  const openScript = useOpenScript();
  if (list.error) return <FaultState error={list.error} title="Pipelines couldn't be loaded" onRetry={list.retry} />;
  if (list.groups.length === 0) {
    return (
      <EmptyState title="No hook matches" actions={<Button onClick={list.clear}>Show all hooks</Button>}>
        Neither a hook nor one of its scripts has this in its name.
      </EmptyState>
    );
  }
  return (
    <Lanes
      groups={list.groups}
      lanes={lanes}
      isFiltered={list.isFiltered}
      selected={selectedName}
      factsOf={list.factsOf}
      onSelect={onSelect}
      renderLane={(hook, leave) => (
        <LaneBody hook={hook} {...list.factsOf(hook)} onOpenScript={openScript} onLeave={leave} />
      )}
      onAddHook={() => onDialog("hook")}
    />
  );
}

function useOpenScript(): (scriptId: string, line?: number) => void {
  const { paths } = useHome();
  const [, navigate] = useLocation();
  return (scriptId, line) => navigate(paths.scripts(scriptId) + (line === undefined ? "" : `?line=${line}`));
}

function Graph({ selected, editing, list }: PipelinesFrameProps) {
  const openScript = useOpenScript();
  return (
    <Suspense>
      <GraphView
        hook={selected}
        editing={editing}
        summary={list.summaries.get(selected.name)}
        onOpenScript={openScript}
      />
    </Suspense>
  );
}

/** On a phone the way to publish, and to the settings, is at the thumb. */
function PhoneBar({ onInspect, ...props }: PipelinesFrameProps & { readonly onInspect: () => void }) {
  const { pipeline } = props.editing.state;
  if (props.selectedName === undefined) return null;
  return (
    <div className="phone-bar">
      <Button icon={<PanelRight size={16} aria-hidden />} onClick={onInspect}>
        Settings
      </Button>
      {pipeline && <PhonePublish {...props} pipeline={pipeline} />}
    </div>
  );
}

function PhonePublish({
  selected,
  list,
  next,
  pipeline,
  onDialog,
}: PipelinesFrameProps & { readonly pipeline: Pipeline }) {
  const { changes, running } = useLaneFacts(pipeline, list.summaries.get(selected.name));
  return (
    <Button
      variant="primary"
      className="flex-1"
      disabledReason={nothingToPublish(pipeline, isUnchanged(changes, pipeline, running ?? undefined))}
      onClick={() => onDialog("publish")}
    >
      Publish v{next}…
    </Button>
  );
}
