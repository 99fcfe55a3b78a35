import { ArrowRight, Globe, History as HistoryIcon, KeyRound } from "lucide-react";
import { useMemo, useRef, useState, type ReactNode } from "react";
import type { Mode, PipelineSummary, ScriptRecord } from "sluice";

import { faultOf } from "../../data/faults.ts";
import { useHome } from "../../data/home.tsx";
import type { HookDescription } from "../../data/workspace.ts";
import { ModeMark } from "../../parts/mode-mark.tsx";
import { PlainText } from "../../parts/plain-text.tsx";
import { ShapeGlyph, type ShapeGlyphProps } from "../../parts/shape-glyph.tsx";
import { useOnline } from "../../shell/online.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextArea } from "../../ui/field.tsx";
import { Note } from "../../ui/note.tsx";
import { useEditor } from "../editing/editors.tsx";
import { cardsOf, idsOf, type Pipeline } from "../model/draft.ts";
import { publishRefusal, reachChange, scriptChanges } from "../model/publishing.ts";
import type { Reach } from "../model/reach.ts";
import { SampleFields } from "../run/sample-fields.tsx";
import { SampleResult, statusOf } from "../run/sample-result.tsx";
import { useSample, useSampleRun, type Sample, type SampleRun } from "../run/use-sample.ts";
import { useLaneFacts, usePublishedScripts, type LaneFacts } from "../use-lane-facts.ts";
import { ScriptChangeList } from "./script-change-list.tsx";
import { usePublishing } from "./use-publishing.ts";

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
  const facts = useLaneFacts(pipeline, summary);
  const published = usePublishedScripts(facts.running);
  const sources = useMemo(() => new Map([...facts.scripts].map(([id, { record }]) => [id, record])), [facts.scripts]);
  const reach = reachChange(pipeline, sources, published);
  const sample = useSample(hook);
  const cancel = useRef<HTMLButtonElement>(null);
  const [isReviewed, setReviewed] = useState(false);
  const [isOverridden, setOverridden] = useState(false);
  const [reason, setReason] = useState("");
  const [note, setNote] = useState("");
  const isOffline = !useOnline() && useHome().name === "admin";
  const needsSample = hook.mode === "blocking" && !isOverridden;
  const run = useSampleRun(pipeline, sample, needsSample && facts.isChecked && facts.problems.errors === 0);
  const { editor } = useEditor(hook.name);
  const publishing = usePublishing({ hook, summary, editor, onDone: onClose });
  const refusal = publishRefusal({
    mode: hook.mode,
    problems: facts.problems,
    isChecked: facts.isChecked,
    isEmpty: cardsOf(pipeline).length === 0,
    isReachOpen: reach.added.length > 0 && !isReviewed,
    sampleFault: sample.context === undefined,
    dryRun: run.isStale ? undefined : run.fault ? "failed" : run.result && statusOf(run.result),
    wouldCall: run.result?.wouldCall.length ?? 0,
    isOverridden,
    reason,
    isOffline,
  });
  const publish = (): void => {
    if (refusal === undefined)
      publishing.publish(pipeline, optionsOf({ sample, needsSample, isOverridden, reason, note }));
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
      <Shapes
        mode={hook.mode}
        pipeline={pipeline}
        summary={summary}
        version={version}
        sources={sources}
        facts={facts}
      />
      <ReachSection added={reach.added} removed={reach.removed} isReviewed={isReviewed} onReview={setReviewed} />
      <ProblemSection facts={facts} />
      {hook.mode === "blocking" && (
        <SampleSection {...{ sample, run, isOverridden, reason }} onOverride={setOverridden} onReason={setReason} />
      )}
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

interface Wish {
  readonly sample: Sample;
  readonly needsSample: boolean;
  readonly isOverridden: boolean;
  readonly reason: string;
  readonly note: string;
}

function optionsOf({ sample, needsSample, isOverridden, reason, note }: Wish) {
  const said = [note.trim(), isOverridden ? `Without a dry run: ${reason.trim()}` : ""]
    .filter((text) => text !== "")
    .join("\n");
  return {
    ...(said !== "" && { note: said }),
    ...(isOverridden && { override: true }),
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

interface ShapesProps extends Pick<PublishDialogProps, "pipeline" | "summary" | "version"> {
  readonly mode: Mode;
  readonly sources: ReadonlyMap<string, ScriptRecord>;
  readonly facts: LaneFacts;
}

function Shapes({ mode, pipeline, summary, version, sources, facts }: ShapesProps) {
  const before = summary?.published?.layers ?? [];
  const changes = scriptChanges(pipeline, sources, facts.running?.scripts ?? {});
  return (
    <section aria-label="What changes" className="grid gap-3 rounded-6 border border-line-1 bg-canvas p-3">
      <div className="flex items-center gap-6">
        <Shape
          mode={mode}
          title={summary?.published ? `Live, v${summary.published.version}` : "Live"}
          layers={before}
        />
        <ArrowRight size={16} className="text-fg-3" aria-hidden />
        <Shape mode={mode} title={`Draft, v${version}`} layers={idsOf(pipeline.layers)} live={new Set(before.flat())} />
      </div>
      <ScriptChangeList changes={changes} />
      {facts.changes.settings.length > 0 && (
        <p className="text-12 text-fg-2">Settings changed: {facts.changes.settings.join(", ")}.</p>
      )}
    </section>
  );
}

function Shape({ title, ...glyph }: ShapeGlyphProps & { readonly title: string }) {
  return (
    <div className="grid gap-1">
      <span className="text-12 text-fg-2">{title}</span>
      {glyph.layers.length === 0 ? <span className="text-12 text-fg-3">nothing</span> : <ShapeGlyph {...glyph} />}
    </div>
  );
}

interface ReachSectionProps {
  readonly added: readonly Reach[];
  readonly removed: readonly Reach[];
  readonly isReviewed: boolean;
  readonly onReview: (reviewed: boolean) => void;
}

function ReachSection({ added, removed, isReviewed, onReview }: ReachSectionProps) {
  if (added.length + removed.length === 0) return null;
  return (
    <section>
      {added.length > 0 && (
        <>
          <SectionTitle>
            New reach <span className="font-normal text-fg-3">{added.length}, found in the code</span>
          </SectionTitle>
          <ReachList reach={added} verbs={{ host: "newly reaches", secret: "newly reads secret" }} />
          <Checkbox
            className="mt-2 text-13"
            label="I've reviewed what these scripts can now reach"
            checked={isReviewed}
            onChange={onReview}
          />
        </>
      )}
      {removed.length > 0 && (
        <div className={added.length > 0 ? "mt-3" : ""}>
          <SectionTitle>No longer reaches</SectionTitle>
          <ReachList reach={removed} verbs={{ host: "no longer reaches", secret: "no longer reads secret" }} />
        </div>
      )}
    </section>
  );
}

function ReachList({
  reach,
  verbs,
}: {
  readonly reach: readonly Reach[];
  readonly verbs: Record<Reach["kind"], string>;
}) {
  return (
    <ul className="border-b border-line-1">
      {reach.map(({ kind, name, scriptId, line }) => (
        <li key={`${kind} ${name}`} className="flex min-h-7 items-center gap-2 border-t border-line-1 text-13">
          {kind === "host" ? (
            <Globe size={14} className="text-fg-3" aria-hidden />
          ) : (
            <KeyRound size={14} className="text-fg-3" aria-hidden />
          )}
          <span className="min-w-0 flex-1 wrap-anywhere">
            {verbs[kind]} <span className="code">{name}</span>
          </span>
          <span className="code text-12 text-fg-3">
            {scriptId}:{line}
          </span>
        </li>
      ))}
    </ul>
  );
}

function ProblemSection({ facts: { problems } }: { readonly facts: LaneFacts }) {
  const all = [...[...problems.cards.values()].flat(), ...[...problems.layers.values()].flat(), ...problems.pipeline];
  if (all.length === 0) return null;
  return (
    <Note status={problems.errors > 0 ? "error" : "warning"}>
      <ul className="grid gap-1">
        {all.map((problem, index) => (
          <li key={index}>
            {problem.scriptId !== undefined && <span className="code">{problem.scriptId}: </span>}
            <PlainText text={problem.message} limit={400} />
            {problem.line !== undefined && ` Line ${problem.line}.`}
          </li>
        ))}
      </ul>
    </Note>
  );
}

interface SampleSectionProps {
  readonly sample: Sample;
  readonly run: SampleRun;
  readonly isOverridden: boolean;
  readonly reason: string;
  readonly onOverride: (overridden: boolean) => void;
  readonly onReason: (reason: string) => void;
}

/** A pipeline that can lock everybody out has to allow somebody first. */
function SampleSection({ sample, run, isOverridden, reason, onOverride, onReason }: SampleSectionProps) {
  return (
    <section className="grid gap-2">
      <SectionTitle>Dry run with a sample it has to allow</SectionTitle>
      {!isOverridden && (
        <>
          <SampleResult run={run} />
          <details>
            <summary className="cursor-default text-12 font-medium">Edit the sample</summary>
            <div className="pt-2">
              <SampleFields sample={sample} />
            </div>
          </details>
        </>
      )}
      <Checkbox
        className="text-13"
        label="Publish without a dry run; the audit log says so"
        checked={isOverridden}
        onChange={onOverride}
      />
      {isOverridden && (
        <TextArea label="Why" rows={2} value={reason} onChangeText={onReason} hint="Goes into the note." />
      )}
    </section>
  );
}

function PublishFault({ error }: { readonly error: Error }) {
  const fault = faultOf(error);
  return (
    <div role="alert">
      <Note status="error">
        <b>{fault.kind === "conflict" ? "Somebody published in between." : "It wasn't published."}</b>{" "}
        <PlainText
          text={
            fault.kind === "conflict"
              ? "What is live has changed. It is shown above now; look again, then publish."
              : fault.text
          }
          limit={600}
        />
      </Note>
    </div>
  );
}

export function SectionTitle({ children }: { readonly children: ReactNode }) {
  return <h3 className="mb-1 text-12 font-semibold">{children}</h3>;
}
