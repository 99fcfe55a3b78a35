import { Play } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";

import { useMocks, useSaveMocks } from "../../data/queries/mocks.ts";
import type { HookDescription } from "../../data/workspace.ts";
import { ContextPanel } from "../../trial/context-panel.tsx";
import { MocksPanel } from "../../trial/mocks-panel.tsx";
import { ResultPanel } from "../../trial/result-panel.tsx";
import { SecretsPanel } from "../../trial/secrets-panel.tsx";
import { SettingsPanel } from "../../trial/settings-panel.tsx";
import { useTrial } from "../../trial/use-trial.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { cardsOf, writePipeline, type Pipeline } from "../model/draft.ts";

export interface RunDialogProps {
  readonly hook: HookDescription;
  readonly pipeline: Pipeline;
  readonly onOpenScript: (scriptId: string, line?: number) => void;
  readonly onClose: () => void;
}

/** Tries the draft as it is on the screen, at once with what it was tried with last. */
export function RunDialog({ hook, pipeline, onOpenScript, onClose }: RunDialogProps) {
  const { data: mocks, isSuccess } = useMocks();
  const saveMocks = useSaveMocks();
  const draft = useMemo(() => writePipeline(pipeline), [pipeline]);
  const scripts = [...new Set(cardsOf(pipeline).map(({ scriptId }) => scriptId))];
  const trial = useTrial({ hook, pipeline: draft, scripts, mocks: mocks ?? [] });
  const [tab, setTab] = useState<"context" | "mocks">("context");
  useRunOnce(isSuccess, () => void trial.run());
  const run = (): void => void trial.run();
  const tabs = [
    { value: "context", label: "Context", panel: <ContextPanel {...{ hook, trial }} /> },
    {
      value: "mocks",
      label: "Answers of services",
      count: mocks?.length,
      panel: (
        <>
          <MocksPanel mocks={mocks ?? []} onChange={(table) => saveMocks.mutate(table)} />
          <SecretsPanel trial={trial} />
          <SettingsPanel trial={trial} />
        </>
      ),
    },
  ] as const;
  return (
    <Dialog
      open
      onClose={onClose}
      onConfirm={run}
      size="lg"
      title={
        <>
          Run <span className="code">{hook.name}</span> with a sample
        </>
      }
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button
            variant="primary"
            keys="mod+enter"
            icon={<Play size={14} aria-hidden />}
            busy={trial.isRunning}
            onClick={run}
          >
            Run
          </Button>
        </>
      }
    >
      <div className="-mx-5 grid border-t border-line-1 text-13 md:grid-cols-2">
        <Tabs label="What it is tried with" tabs={tabs} value={tab} onChange={setTab} />
        <section aria-label="Result" className="border-l border-line-1">
          <ResultPanel {...{ hook, trial }} onOpenLine={onOpenScript} />
        </section>
      </div>
    </Dialog>
  );
}

/** Runs as soon as it can, once. */
function useRunOnce(isReady: boolean, run: () => void): void {
  const done = useRef(false);
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!isReady || done.current) return;
    done.current = true;
    latest.current();
  }, [isReady]);
}
