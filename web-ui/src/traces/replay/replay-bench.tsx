import { ClipboardCheck, Play, RotateCcw } from "lucide-react";
import type { Replayed, Trace } from "sluice";
import { lazy, Suspense, useState, type ReactElement } from "react";

import { useHome } from "../../data/home.tsx";
import { useCodeCheck } from "../../data/queries/scripts.ts";
import type { Recording } from "../../data/workspace.ts";
import { LazyCodeEditor } from "../../editor/lazy-code-editor.tsx";
import { cutMiddle } from "../../parts/visible-text.ts";
import { useCommands } from "../../shell/commands.ts";
import { ScreenFrame } from "../../shell/screen-frame.tsx";
import { Button } from "../../ui/button.tsx";
import { SplitPane } from "../../ui/splitter.tsx";
import { Tabs, type TabItem } from "../../ui/tabs.tsx";
import { Tag } from "../../ui/tag.tsx";
import { useIsCompact, useIsNarrow } from "../../ui/use-media-query.ts";
import { ComparisonView } from "../compare/comparison-view.tsx";
import { DataView } from "../detail/data-view.tsx";
import { EffectsView } from "./effects-view.tsx";
import { effectSteps, readableSecrets, scriptsOf } from "./model.ts";
import { ReplayBanner } from "./replay-banner.tsx";
import { SecretValues } from "./secret-values.tsx";
import { useReplayBench, type ReplayBenchState } from "./use-replay-bench.ts";

const SaveCaseDialog = lazy(async () => ({ default: (await import("./save-case-dialog.tsx")).SaveCaseDialog }));

export interface ReplayBenchProps {
  readonly trace: Trace;
  readonly recording: Recording;
  /** What came of running it as it was. */
  readonly original: Replayed;
}

/** The recorded scripts, to change and run again on what was recorded, and how that compares. */
export function ReplayBench({ trace, recording, original }: ReplayBenchProps): ReactElement {
  const bench = useReplayBench(recording, original);
  const { paths } = useHome();
  const isCompact = useIsCompact();
  const isNarrow = useIsNarrow();
  const [isSaving, setSaving] = useState(false);
  const { run, reset } = bench;
  useCommands(
    [
      { keys: "mod+enter", label: "Run the recording again", inFields: true, run },
      { label: "Back to what was recorded", run: reset },
      { label: "Save the run as a test case…", run: () => setSaving(true) },
    ],
    { group: "Replay" },
  );
  const compared = <Compared {...{ trace, bench }} />;
  const parts = <Parts {...{ trace, recording, bench }} {...(isCompact && { compared })} />;
  const banner = <ReplayBanner {...{ trace, recording, bench }} />;
  const scripts = <Scripts {...{ recording, bench }} />;
  return (
    <ScreenFrame
      title="Replay"
      detail="Nothing is sent, nothing is kept"
      crumbs={[
        { label: "Traces", to: paths.traces() },
        { label: cutMiddle(trace.id, 12), to: paths.traces(trace.id) },
      ]}
      actions={<BenchActions {...{ bench, isNarrow }} onSave={() => setSaving(true)} />}
      inspector={
        isCompact
          ? undefined
          : {
              label: "Compared with the trace",
              content: compared,
              open: false,
              onClose: () => undefined,
              storageKey: "replay.compared",
              width: 440,
            }
      }
      fixed={!isNarrow}
    >
      {banner}
      <Suspense>
        {isSaving && <SaveCaseDialog {...{ recording }} replayed={bench.replayed} onClose={() => setSaving(false)} />}
      </Suspense>
      {isNarrow ? (
        <>
          {parts}
          <div className="h-100">{scripts}</div>
        </>
      ) : (
        <SplitPane
          storageKey="replay.parts"
          label="Effects"
          side="bottom"
          initial={280}
          min={120}
          max={560}
          panel={parts}
        >
          {scripts}
        </SplitPane>
      )}
    </ScreenFrame>
  );
}

interface BenchActionsProps {
  readonly bench: ReplayBenchState;
  readonly isNarrow: boolean;
  readonly onSave: () => void;
}

function BenchActions({ bench, isNarrow, onSave }: BenchActionsProps): ReactElement {
  return (
    <>
      {!isNarrow && (
        <>
          <Button size="sm" icon={<RotateCcw size={14} aria-hidden />} onClick={bench.reset}>
            Reset
          </Button>
          <Button
            size="sm"
            icon={<ClipboardCheck size={14} aria-hidden />}
            disabledReason={bench.isStale ? "The scripts were changed since: run them first." : undefined}
            onClick={onSave}
          >
            Save as test case…
          </Button>
        </>
      )}
      <Button
        size="sm"
        variant="primary"
        icon={<Play size={14} aria-hidden />}
        keys={isNarrow ? undefined : "mod+enter"}
        busy={bench.isRunning}
        onClick={bench.run}
      >
        Run
      </Button>
    </>
  );
}

function Compared({ trace, bench }: { readonly trace: Trace; readonly bench: ReplayBenchState }): ReactElement {
  const { trace: after } = bench.replayed;
  return (
    <div className="p-4">
      {after ? (
        <ComparisonView before={trace} after={after} names={["Trace", "This run"]} withoutTimes />
      ) : (
        <p className="text-fg-2">The plan has no layers, so nothing ran.</p>
      )}
    </div>
  );
}

function Scripts({ recording, bench }: { readonly recording: Recording; readonly bench: ReplayBenchState }) {
  const scripts = scriptsOf(recording.plan);
  const failed = bench.replayed.trace?.spans.find(({ parentId, status }) => {
    return parentId === undefined && (status === "error" || status === "blocked");
  });
  const [chosen, setChosen] = useState(failed?.scriptId ?? scripts[0]?.script.id ?? "");
  const isNarrow = useIsNarrow();
  const code = bench.codeOf(chosen);
  const { data: problems } = useCodeCheck(code);
  // On a narrow screen the page itself would be scrolled to the line, away from the answer.
  const line = !isNarrow && failed?.scriptId === chosen && bench.edits[chosen] === undefined ? failed.line : undefined;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <nav className="tabs" aria-label="Scripts">
        {scripts.map(({ script: { id }, layer }, n) => (
          <button
            key={`${id} ${n}`}
            type="button"
            className="tab code"
            title={`Layer ${layer + 1}`}
            aria-current={id === chosen}
            {...(id === chosen && { "data-active": "" })}
            onClick={() => setChosen(id)}
          >
            {id}
            {bench.edits[id] !== undefined && <Tag>edited</Tag>}
          </button>
        ))}
      </nav>
      <div className="min-h-0 flex-1" data-region="code" role="region" aria-label={`Script ${chosen}`} tabIndex={-1}>
        <LazyCodeEditor
          key={chosen}
          label={`Code of ${chosen}`}
          value={code}
          problems={problems}
          line={line}
          onChange={(next) => bench.edit(chosen, next)}
        />
      </div>
    </div>
  );
}

type Part = "compared" | "effects" | "context" | "secrets";

interface PartsProps {
  readonly trace: Trace;
  readonly recording: Recording;
  readonly bench: ReplayBenchState;
  /** Where there is no column for it. */
  readonly compared?: ReactElement;
}

function Parts({ trace, recording: { journal }, bench, compared }: PartsProps): ReactElement {
  const [chosen, setChosen] = useState<Part>(compared ? "compared" : "effects");
  const steps = effectSteps(journal);
  const secrets = readableSecrets(journal);
  const tabs: TabItem<Part>[] = [
    ...(compared ? [{ value: "compared" as const, label: "Compared", panel: compared }] : []),
    { value: "effects", label: "Effects", count: steps.length, panel: <EffectsView steps={steps} /> },
    {
      value: "context",
      label: "Context",
      panel: (
        <div className="px-4 py-3">
          <p className="mb-2 text-12 text-fg-3">
            Masked here as in the trace; the scripts run with the context as it was.
          </p>
          <DataView value={trace.contextSnapshot} label="Context" empty="The context was empty." />
        </div>
      ),
    },
    {
      value: "secrets",
      label: "Secrets",
      count: secrets.length,
      panel: (
        <SecretValues names={secrets} values={bench.secrets} onChange={(name, value) => bench.hand(name, value)} />
      ),
    },
  ];
  const value = tabs.some((tab) => tab.value === chosen) ? chosen : "effects";
  return (
    <Tabs
      label="Parts of the recording"
      {...{ tabs, value }}
      onChange={setChosen}
      className="h-full"
      panelClassName="overflow-auto"
    />
  );
}
