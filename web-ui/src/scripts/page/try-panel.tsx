import { Play } from "lucide-react";
import { useState } from "react";

import { customHook } from "../../data/hooks.ts";
import { useDraftEditing } from "../../data/queries/draft-editing.ts";
import { useMocks, useSaveMocks } from "../../data/queries/mocks.ts";
import { useHooks } from "../../data/queries/pipelines.ts";
import type { ScriptUse } from "../../data/script-usage.ts";
import type { HookDescription } from "../../data/workspace.ts";
import { idsOf, readPipeline } from "../../pipelines/model/draft.ts";
import { useCommand } from "../../shell/commands.ts";
import { ContextPanel } from "../../trial/context-panel.tsx";
import { MocksPanel } from "../../trial/mocks-panel.tsx";
import { ResultPanel } from "../../trial/result-panel.tsx";
import { useTrial } from "../../trial/use-trial.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Select } from "../../ui/select.tsx";

/** Tries a draft that the script is part of, with the code as it is typed. */
export function TryPanel({ id, uses }: { readonly id: string; readonly uses: readonly ScriptUse[] }) {
  const hooks = useHooks();
  const [chosen, setChosen] = useState<string>();
  const trigger = uses.some((use) => use.trigger === chosen) ? chosen : uses[0]?.trigger;
  if (trigger === undefined) {
    return (
      <EmptyState title="No pipeline names this script">
        Put {id} into a pipeline, then try it here with a context of that hook.
      </EmptyState>
    );
  }
  const hook = hooks.find(({ name }) => name === trigger) ?? customHook({ trigger });
  return (
    <>
      {uses.length > 1 && (
        <div className="p-4 pb-0">
          <Select
            label="Hook"
            choices={uses.map((use) => ({ value: use.trigger, label: use.trigger }))}
            value={trigger}
            onChange={setChosen}
          />
        </div>
      )}
      <TryHook key={trigger} hook={hook} />
    </>
  );
}

function TryHook({ hook }: { readonly hook: HookDescription }) {
  const { pipeline } = useDraftEditing(hook.name);
  const scripts = pipeline ? [...new Set(idsOf(readPipeline(pipeline).layers).flat())] : [];
  const { data: mocks } = useMocks();
  const save = useSaveMocks();
  const trial = useTrial({ hook, pipeline, scripts, mocks });
  const { run } = trial;
  useCommand({ label: `Run ${hook.name}`, keys: "mod+enter", inFields: true, run }, { group: "Scripts" });
  return (
    <>
      <div className="flex items-center gap-3 border-b border-line-1 p-4">
        <p className="flex-1 text-12 text-fg-2">
          Saves this script, then {trial.input.source === "draft" ? "tries the draft of" : "runs what is published for"}{" "}
          <span className="code">{hook.name}</span>.
        </p>
        <Button
          variant="primary"
          icon={<Play size={14} aria-hidden />}
          keys="mod+enter"
          busy={trial.isRunning}
          onClick={run}
        >
          Run
        </Button>
      </div>
      <ResultPanel hook={hook} trial={trial} />
      <ContextPanel hook={hook} trial={trial} />
      <MocksPanel mocks={mocks ?? []} onChange={(table) => save.mutate(table)} />
    </>
  );
}
