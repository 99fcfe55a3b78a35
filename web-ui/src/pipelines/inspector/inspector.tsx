import { useState } from "react";
import type { PipelineSummary } from "sluice";

import { faultOf } from "../../data/faults.ts";
import { useDisable, useEnable } from "../../data/queries/pipelines.ts";
import type { HookDescription } from "../../data/workspace.ts";
import { ModeMark } from "../../parts/mode-mark.tsx";
import { Button } from "../../ui/button.tsx";
import { Switch } from "../../ui/switch.tsx";
import { Tag } from "../../ui/tag.tsx";
import { toast } from "../../ui/toast/toast.ts";
import { useEditor, type Editing } from "../editing/editors.tsx";
import { isUnchanged } from "../model/changes.ts";
import type { Pipeline } from "../model/draft.ts";
import { changeText, nothingToPublish } from "../model/publishing.ts";
import { modeSentence } from "../model/words.ts";
import { useLaneFacts, type LaneFacts } from "../use-lane-facts.ts";
import { HistorySection } from "./history-section.tsx";
import { Day } from "./day-section.tsx";
import { ReachSection } from "./reach-section.tsx";
import { SettingsSection } from "./settings-section.tsx";
import "./inspector.css";

export interface InspectorProps {
  readonly hook: HookDescription;
  readonly summary: PipelineSummary | undefined;
  /** The number the next version gets. */
  readonly next: number;
  readonly onPublish: () => void;
  readonly onHistory: () => void;
}

/** The facts and settings of a hook. What is changed here is part of the draft, and can be undone like a move. */
export function Inspector(props: InspectorProps) {
  const { hook } = props;
  const editing = useEditor(hook.name);
  const { pipeline } = editing.state;
  return (
    <div className="inspector">
      <section className="inspector-section">
        <h2 className="flex min-w-0 items-center gap-2 text-13 font-semibold">
          <ModeMark mode={hook.mode} size={16} />
          <span className="code truncate">{hook.name}</span>
          <Tag tone={hook.mode} className="ml-auto">
            {hook.mode}
          </Tag>
        </h2>
        <p className="text-12 leading-4.5 text-fg-2">{modeSentence(hook)}</p>
      </section>
      {pipeline && <LoadedInspector {...props} editing={editing} pipeline={pipeline} />}
    </div>
  );
}

export interface LoadedInspectorProps extends InspectorProps {
  readonly editing: Editing;
  readonly pipeline: Pipeline;
}

function LoadedInspector(props: LoadedInspectorProps) {
  const { hook, pipeline, summary, editing, onHistory } = props;
  const facts = useLaneFacts(pipeline, summary);
  return (
    <>
      <StateSection {...props} facts={facts} />
      <SettingsSection hook={hook} pipeline={pipeline} editing={editing} />
      <ReachSection pipeline={pipeline} facts={facts} />
      <Day trigger={hook.name} />
      <HistorySection trigger={hook.name} summary={summary} onAll={onHistory} />
    </>
  );
}

function StateSection({
  hook,
  summary,
  next,
  pipeline,
  editing,
  facts,
  onPublish,
}: LoadedInspectorProps & { readonly facts: LaneFacts }) {
  const published = summary?.published;
  const isSame = isUnchanged(facts.changes, pipeline, facts.running ?? undefined);
  const [isDiscarding, setDiscarding] = useState(false);
  const discard = async (): Promise<void> => {
    setDiscarding(true);
    try {
      await editing.editor.discard();
      toast({
        title: `The draft of ${hook.name} was discarded`,
        action: { label: "Undo", run: () => editing.editor.undo() },
      });
    } catch (error) {
      toast({ title: "The draft was not discarded", text: faultOf(error).text, status: "error" });
    }
    setDiscarding(false);
  };
  const isEmpty = pipeline.layers.length === 0;
  return (
    <section className="inspector-section" aria-label="State">
      <p className="flex items-center gap-2 text-12 text-fg-2">
        {!isSame && !isEmpty && <Tag tone="draft">draft</Tag>}
        {published && isSame && <Tag tone="line">v{published.version}</Tag>}
        <span className="flex-1">{changeText(facts.changes, published?.version, isSame)}</span>
      </p>
      <div className="flex gap-2">
        <Button
          variant="primary"
          className="flex-1"
          keys="mod+shift+enter"
          disabledReason={nothingToPublish(pipeline, isSame)}
          onClick={onPublish}
        >
          Publish v{next}…
        </Button>
        {(editing.state.revision ?? 0) > 0 && !isSame && (
          <Button busy={isDiscarding} onClick={() => void discard()}>
            Discard
          </Button>
        )}
      </div>
      {published && <EnableSwitch hook={hook} enabled={summary.enabled} />}
    </section>
  );
}

function EnableSwitch({ hook, enabled }: { readonly hook: HookDescription; readonly enabled: boolean }) {
  const enable = useEnable(hook.name);
  const disable = useDisable(hook.name);
  const turn = (on: boolean): void => {
    (on ? enable : disable).mutate(
      {},
      {
        onSuccess: () =>
          toast({
            title: `${hook.name} is switched ${on ? "on" : "off"}`,
            action: { label: "Undo", run: () => turn(!on) },
          }),
        onError: (error) => toast({ title: "The switch stayed as it was", text: faultOf(error).text, status: "error" }),
      },
    );
  };
  const hint = enabled ? "What is published runs." : "Everything is allowed and nothing runs, whatever is published.";
  return (
    <Switch
      className="mt-1"
      label="Enabled"
      hint={`${hint} Takes effect at once.`}
      checked={enabled}
      disabled={enable.isPending || disable.isPending}
      onChange={turn}
    />
  );
}
