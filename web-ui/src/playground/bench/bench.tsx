import { Play } from "lucide-react";
import { useState } from "react";
import { useSearchParams } from "wouter";

import { useEditedScripts, useSaveScripts } from "../../data/queries/script-editing.ts";
import type { HookDescription } from "../../data/workspace.ts";
import { FaultNote } from "../../parts/fault-note.tsx";
import { ModeMark } from "../../parts/mode-mark.tsx";
import { useCommand } from "../../shell/commands.ts";
import { ScreenFrame } from "../../shell/screen-frame.tsx";
import { Button } from "../../ui/button.tsx";
import { SplitPane } from "../../ui/splitter.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { useIsNarrow } from "../../ui/use-media-query.ts";
import { FilesMenu } from "../files-menu.tsx";
import { KeptInMemory } from "../kept-in-memory.tsx";
import { ShareDialog } from "../share/share-dialog.tsx";
import { CasesPanel, CaseStatus } from "../../trial/cases/cases-panel.tsx";
import { ContextPanel } from "../../trial/context-panel.tsx";
import { MocksPanel } from "../../trial/mocks-panel.tsx";
import { ResultPanel } from "../../trial/result-panel.tsx";
import { SecretsPanel } from "../../trial/secrets-panel.tsx";
import { SettingsPanel } from "../../trial/settings-panel.tsx";
import { useTestBench } from "../../trial/use-bench.ts";
import { PipelinePane } from "./pipeline-pane.tsx";
import { ScriptTabs } from "./script-tabs.tsx";

/** One hook on the bench: its scripts, what it is tried with, and what came of it. */
export function Bench({ hook }: { readonly hook: HookDescription }) {
  const bench = useTestBench(hook);
  const { layers, scripts, mocks, trial, fault } = bench;
  const place = useScriptPlace(scripts);
  const [isShown, setShown] = useState(false);
  const [isSharing, setSharing] = useState(false);
  const edited = useEditedScripts(scripts);
  const save = useSaveScripts();
  const isNarrow = useIsNarrow();
  const run = (): void => {
    setShown(true);
    trial.run();
  };
  const runLabel = isNarrow ? "Run" : trial.input.source === "draft" ? "Run draft" : "Run published";
  useCommand({ label: runLabel, keys: "mod+enter", inFields: true, run }, { group: "Playground" });
  const parts = {
    pipeline: <PipelinePane {...{ hook, layers, trial }} selected={place.script} onSelect={(id) => place.open(id)} />,
    context: <ContextPanel {...{ hook, trial }} />,
    code: <ScriptTabs {...{ scripts, place, bench }} trigger={hook.name} />,
    mocks: (
      <div className="h-full overflow-auto">
        <MocksPanel mocks={mocks ?? []} onChange={bench.saveMocks} />
        <SecretsPanel trial={trial} />
        <SettingsPanel trial={trial} />
      </div>
    ),
  };
  const actions = (
    <>
      <Button
        variant="primary"
        icon={<Play size={14} aria-hidden />}
        keys={isNarrow ? undefined : "mod+enter"}
        busy={trial.isRunning}
        disabledReason={scripts.length === 0 ? "There is no script to run." : undefined}
        onClick={run}
      >
        {runLabel}
      </Button>
      <FilesMenu onShare={() => setSharing(true)} />
    </>
  );
  const inspector = {
    label: "Result",
    content: (
      <>
        <ResultPanel {...{ hook, trial }} script={place.script} onOpenLine={place.open} />
        <CasesPanel bench={bench} script={place.script} onOpenLine={place.open} />
      </>
    ),
    open: isShown,
    onClose: () => setShown(false),
    storageKey: "playground.result",
    width: 392,
  };
  return (
    <ScreenFrame
      title={hook.title}
      crumbs={isNarrow ? [] : [{ label: "Playground", to: "/playground" }]}
      detail={<HookName hook={hook} />}
      actions={actions}
      inspector={inspector}
      fixed
    >
      <CaseStatus bench={bench} />
      <KeptInMemory />
      {fault ? <FaultNote fault={fault} /> : <Columns parts={parts} />}
      {isSharing && (
        <ShareDialog
          trigger={hook.name}
          contextText={trial.input.contextText}
          save={() => save([...edited.keys()])}
          onClose={() => setSharing(false)}
        />
      )}
    </ScreenFrame>
  );
}

function HookName({ hook: { name, mode } }: { readonly hook: HookDescription }) {
  return (
    <span className="flex items-center gap-1.5">
      <ModeMark mode={mode} label={mode} />
      <span className="code">{name}</span>
    </span>
  );
}

/** Which script is open, and at which line: part of the address, so that it survives a reload. */
export interface ScriptPlace {
  readonly script: string | undefined;
  readonly line: number | undefined;
  readonly open: (script: string, line?: number | undefined) => void;
}

function useScriptPlace(scripts: readonly string[]): ScriptPlace {
  const [search, setSearch] = useSearchParams();
  const wanted = search.get("script") ?? undefined;
  const script = wanted !== undefined && scripts.includes(wanted) ? wanted : scripts[0];
  const line = Number(search.get("line") ?? Number.NaN);
  return {
    script,
    line: Number.isSafeInteger(line) && line > 0 ? line : undefined,
    open: (id, at) =>
      setSearch(
        (before) => {
          const after = new URLSearchParams(before);
          after.set("script", id);
          if (at === undefined) after.delete("line");
          else after.set("line", String(at));
          return after;
        },
        { replace: true },
      ),
  };
}

interface Parts {
  readonly pipeline: React.ReactNode;
  readonly context: React.ReactNode;
  readonly code: React.ReactNode;
  readonly mocks: React.ReactNode;
}

function Columns({ parts }: { readonly parts: Parts }) {
  const isNarrow = useIsNarrow();
  if (isNarrow) return <Stacked parts={parts} />;
  const left = (
    <div
      className="h-full overflow-auto"
      data-region="pipeline"
      role="region"
      aria-label="Pipeline and context"
      tabIndex={-1}
    >
      {parts.pipeline}
      {parts.context}
    </div>
  );
  return (
    <SplitPane
      storageKey="playground.left"
      label="Pipeline and context"
      panel={left}
      initial={264}
      min={200}
      max={480}
      side="start"
    >
      <SplitPane
        storageKey="playground.mocks"
        label="Mock fetches"
        panel={parts.mocks}
        initial={176}
        min={80}
        max={480}
        side="bottom"
        className="h-full"
      >
        {parts.code}
      </SplitPane>
    </SplitPane>
  );
}

function Stacked({ parts }: { readonly parts: Parts }) {
  const [part, setPart] = useState<keyof Parts>("code");
  const tabs = [
    { value: "code", label: "Scripts", panel: <div className="h-[70vh]">{parts.code}</div> },
    { value: "pipeline", label: "Pipeline", panel: parts.pipeline },
    { value: "context", label: "Context", panel: parts.context },
    { value: "mocks", label: "Mocks", panel: parts.mocks },
  ] as const;
  return <Tabs label="Parts of the bench" tabs={tabs} value={part} onChange={setPart} panelClassName="overflow-auto" />;
}
