import { History as HistoryIcon } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import type { PipelineSummary } from "sluice";

import { useHome } from "../../data/home.tsx";
import type { HookDescription } from "../../data/workspace.ts";
import { ModeMark } from "../../parts/mode-mark.tsx";
import { useOnline } from "../../shell/online.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextArea } from "../../ui/field.tsx";
import { useEditor } from "../editing/editors.tsx";
import { cardsOf, type Pipeline } from "../model/draft.ts";
import { publishRefusal, type CaseState } from "../model/publishing.ts";
import { hasToBeSeen } from "../model/reach.ts";
import { statusOf } from "../run/sample-result.tsx";
import { useSample, useSampleRun, type Sample } from "../run/use-sample.ts";
import { useLaneFacts } from "../use-lane-facts.ts";
import { CaseSection } from "./case-section.tsx";
import { ProblemSection } from "./problem-section.tsx";
import { PublishFault } from "./publish-fault.tsx";
import { ReachSection } from "./reach-section.tsx";
import { SampleSection } from "./sample-section.tsx";
import { Shapes } from "./shapes.tsx";
import { useCaseRun } from "./use-case-run.ts";
import { usePublishing } from "./use-publishing.ts";
import { useReachChange } from "./use-reach-change.ts";

export interface PublishDialogProps {
  readonly hook: HookDescription;
  readonly pipeline: Pipeline;
  readonly summary: PipelineSummary | undefined;
  /** The number it gets. */
  readonly version: number;
  readonly onClose: () => void;
}

/** One deliberate step: what changes, what becomes reachable, whether it works, and only then publishing. */
export function PublishDialog({ hook, pipeline, summary, version, onClose }: PublishDialogProps) {
  const cancel = useRef<HTMLButtonElement>(null);
  const [isReviewed, setReviewed] = useState(false);
  const [note, setNote] = useState("");
  const look = useLook(hook, pipeline, summary);
  const { facts, found, sample, run, caseRun, dryRun, cases } = look;
  const { name: home } = useHome();
  const isOnline = useOnline();
  const { editor } = useEditor(hook.name);
  const publishing = usePublishing({ hook, summary, editor, onDone: onClose });
  const refusal = publishRefusal({
    mode: hook.mode,
    problems: facts.problems,
    isChecked: facts.isChecked,
    isEmpty: cardsOf(pipeline).length === 0,
    isReachKnown: found.isKnown,
    isReachOpen: found.reach.added.some(hasToBeSeen) && !isReviewed,
    sampleFault: sample.context === undefined,
    dryRun: run.isStale ? undefined : run.fault ? "failed" : run.result && statusOf(run.result),
    wouldCall: run.result?.wouldCall.length ?? 0,
    isOverridden: dryRun.isOverridden,
    reason: dryRun.reason,
    cases: look.caseState,
    isOffline: !isOnline && home === "admin",
  });
  const publish = (): void => {
    if (refusal === undefined)
      publishing.publish(pipeline, optionsOf({ sample, dryRun, cases, note, mode: hook.mode }));
  };
  return (
    <Dialog
      open
      onClose={onClose}
      onConfirm={publish}
      initialFocus={cancel}
      title={<Heading hook={hook} version={version} />}
      footer={
        <>
          <span className="mr-auto flex min-w-0 flex-1 items-center gap-2 text-12 text-fg-2">
            <HistoryIcon size={14} aria-hidden />
            <span className="min-w-0">{refusal ?? "Rolling back is one click."}</span>
          </span>
          <Button ref={cancel} onClick={onClose}>
            Cancel
          </Button>
          <Button
            variant="primary"
            keys="mod+enter"
            busy={publishing.isPending}
            disabledReason={refusal}
            onClick={publish}
          >
            Publish v{version}
          </Button>
        </>
      }
    >
      <Shapes mode={hook.mode} {...{ pipeline, summary, version, facts }} sources={look.sources} />
      <ReachSection {...found} isReviewed={isReviewed} onReview={setReviewed} />
      <ProblemSection facts={facts} />
      {hook.mode === "blocking" && <SampleSection {...{ sample, run }} {...dryRun} />}
      <CaseSection run={caseRun} {...cases} />
      <TextArea
        label="Note"
        rows={2}
        value={note}
        onChangeText={setNote}
        hint="Shown in history and the audit log."
        maxLength={1_000}
      />
      {publishing.error !== null && <PublishFault error={publishing.error} />}
    </Dialog>
  );
}

/** Everything that is looked at before a pipeline is published. */
function useLook(hook: HookDescription, pipeline: Pipeline, summary: PipelineSummary | undefined) {
  const facts = useLaneFacts(pipeline, summary);
  const found = useReachChange(pipeline, facts);
  const sources = useMemo(() => new Map([...facts.scripts].map(([id, { record }]) => [id, record])), [facts.scripts]);
  const [dryRun, cases] = [useOverride(), useOverride()];
  const sample = useSample(hook);
  const isWhole = facts.isChecked && facts.problems.errors === 0;
  const run = useSampleRun(pipeline, sample, hook.mode === "blocking" && !dryRun.isOverridden && isWhole);
  const caseRun = useCaseRun(pipeline, facts, isWhole && cardsOf(pipeline).length > 0);
  const caseState: CaseState = {
    isRunning: caseRun.isRunning,
    failed: caseRun.results.filter(({ passed }) => !passed).length,
    isFaulty: caseRun.fault !== undefined,
    isOverridden: cases.isOverridden,
    reason: cases.reason,
  };
  return { facts, found, sources, sample, run, caseRun, caseState, dryRun, cases };
}

/** A safeguard that a person may set aside, with a reason. */
interface Override {
  readonly isOverridden: boolean;
  readonly reason: string;
  readonly onOverride: (overridden: boolean) => void;
  readonly onReason: (reason: string) => void;
}

function useOverride(): Override {
  const [isOverridden, onOverride] = useState(false);
  const [reason, onReason] = useState("");
  return { isOverridden, reason, onOverride, onReason };
}

interface Wish {
  readonly mode: HookDescription["mode"];
  readonly sample: Sample;
  readonly dryRun: Override;
  readonly cases: Override;
  readonly note: string;
}

function optionsOf({ mode, sample, dryRun, cases, note }: Wish) {
  const said = [
    note.trim(),
    dryRun.isOverridden ? `Without a dry run: ${dryRun.reason.trim()}` : "",
    cases.isOverridden ? `Although cases fail: ${cases.reason.trim()}` : "",
  ];
  const text = said.filter((part) => part !== "").join("\n");
  const needsSample = mode === "blocking" && !dryRun.isOverridden;
  return {
    ...(text !== "" && { note: text }),
    ...(dryRun.isOverridden && { override: true }),
    ...(cases.isOverridden && { allowFailingCases: true }),
    ...(needsSample && { sample: sample.context ?? {}, mocks: { fetch: sample.mocks } }),
  };
}

function Heading({ hook, version }: { readonly hook: HookDescription; readonly version: number }) {
  return (
    <span className="flex items-center gap-2">
      <ModeMark mode={hook.mode} size={16} label={hook.mode} />
      <span>
        Publish <span className="code">{hook.name}</span> v{version}
      </span>
    </span>
  );
}
