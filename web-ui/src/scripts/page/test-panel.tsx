import { Play } from "lucide-react";

import type { HookDescription } from "../../data/workspace.ts";
import { FaultNote } from "../../parts/fault-note.tsx";
import { CasesPanel } from "../../trial/cases/cases-panel.tsx";
import { ContextPanel } from "../../trial/context-panel.tsx";
import { MocksPanel } from "../../trial/mocks-panel.tsx";
import { ResultPanel } from "../../trial/result-panel.tsx";
import { SecretsPanel } from "../../trial/secrets-panel.tsx";
import { SettingsPanel } from "../../trial/settings-panel.tsx";
import type { TestBench } from "../../trial/use-bench.ts";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/select.tsx";

export interface TestPanelProps {
  readonly id: string;
  readonly bench: TestBench;
  /** Those that it can be tried with. */
  readonly hooks: readonly HookDescription[];
  readonly onHook: (trigger: string) => void;
  readonly onOpenLine: (scriptId: string, line: number | undefined) => void;
}

/** Tries the script in this browser as it is typed, with the other scripts of its pipeline. */
export function TestPanel({ id, bench, hooks, onHook, onOpenLine }: TestPanelProps) {
  const { hook, mocks, trial, fault, isIn } = bench;
  return (
    <>
      <div className="flex items-end gap-3 px-4 pt-4">
        <div className="min-w-0 flex-1">
          <Select
            label="Hook"
            choices={hooks.map(({ name }) => ({ value: name, label: <span className="code">{name}</span> }))}
            value={hook.name}
            onChange={onHook}
          />
        </div>
        <Button
          variant="primary"
          icon={<Play size={14} aria-hidden />}
          keys="mod+enter"
          busy={trial.isRunning}
          onClick={() => trial.run()}
        >
          Run
        </Button>
      </div>
      <p className="border-b border-line-1 px-4 pt-2 pb-3 text-12 text-fg-2">
        {isIn ? "As it is typed, with the other scripts of the draft" : "As it is typed, by itself"}: in this browser,
        nothing is sent.
      </p>
      {fault && <FaultNote fault={fault} />}
      <ResultPanel {...{ hook, trial, onOpenLine }} script={id} />
      {isIn && <CasesPanel {...{ bench, onOpenLine }} script={id} />}
      <ContextPanel {...{ hook, trial }} />
      <div className="border-t border-line-1">
        <MocksPanel mocks={mocks ?? []} onChange={bench.saveMocks} />
        <SecretsPanel trial={trial} />
        <SettingsPanel trial={trial} />
      </div>
    </>
  );
}
