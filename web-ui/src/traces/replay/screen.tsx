import type { Replayed, Trace } from "sluice";
import type { ReactElement, ReactNode } from "react";
import { Link, useParams } from "wouter";

import "../traces.css";
import { useHome } from "../../data/home.tsx";
import { useExactReplay, useRecording, useTrace } from "../../data/queries/traces.ts";
import type { Recording } from "../../data/workspace.ts";
import { FaultState } from "../../parts/fault-state.tsx";
import { cutMiddle } from "../../parts/visible-text.ts";
import { ScreenFrame } from "../../shell/screen-frame.tsx";
import { buttonClass } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { ReplayBench } from "./replay-bench.tsx";

/** A recorded trace, run once more in this browser. What was recorded is forgotten when the screen is left. */
export function Screen(): ReactElement {
  const { id = "" } = useParams<{ id: string }>();
  return <Opened key={id} id={id} />;
}

function Opened({ id }: { readonly id: string }): ReactElement {
  const trace = useTrace(id);
  const recording = useRecording(id);
  const failed = [recording, trace].find(({ isError }) => isError);
  if (failed) {
    const again = (): void => void Promise.all([trace.refetch(), recording.refetch()]);
    return (
      <Frame id={id}>
        <FaultState error={failed.error} title="The recording couldn't be loaded" onRetry={again} />
      </Frame>
    );
  }
  if (trace.data === undefined || recording.data === undefined) {
    return (
      <Frame id={id}>
        <SkeletonRows rows={10} height={28} columns={["180px", "50%"]} label="Recording" />
      </Frame>
    );
  }
  if (trace.data === null || typeof recording.data === "string") {
    return (
      <Frame id={id}>
        <NotRecorded why={trace.data === null ? "no trace" : recording.data} id={id} />
      </Frame>
    );
  }
  return <Replaying trace={trace.data} recording={recording.data} />;
}

function Replaying({ trace, recording }: { readonly trace: Trace; readonly recording: Recording }): ReactElement {
  const exact = useExactReplay(recording);
  if (exact.isError) {
    return (
      <Frame id={trace.id}>
        <FaultState error={exact.error} title="The recording couldn't be run" onRetry={() => void exact.refetch()} />
      </Frame>
    );
  }
  if (!exact.data) {
    return (
      <Frame id={trace.id}>
        <SkeletonRows rows={10} height={28} columns={["180px", "50%"]} label="Replay" />
      </Frame>
    );
  }
  return <ReplayBench {...{ trace, recording }} original={exact.data satisfies Replayed} />;
}

function Frame({ id, children }: { readonly id: string; readonly children: ReactNode }): ReactElement {
  const { paths } = useHome();
  return (
    <ScreenFrame
      title="Replay"
      crumbs={[
        { label: "Traces", to: paths.traces() },
        { label: cutMiddle(id, 12), to: paths.traces(id) },
      ]}
    >
      {children}
    </ScreenFrame>
  );
}

const whys = {
  "no trace": ["There is no such trace", "It may have expired or been erased."],
  "no journal": [
    "This run left no journal",
    "Only pipelines that say so are recorded in full. Switch on “Record for replay” in the pipeline's inspector, publish, and open a newer trace.",
  ],
  "no plan": ["What it ran is not there any more", "The journal names a plan that the store does not have."],
} as const;

function NotRecorded({ why, id }: { readonly why: keyof typeof whys | Recording; readonly id: string }): ReactElement {
  const { paths } = useHome();
  const [title, text] = whys[typeof why === "string" ? why : "no trace"];
  return (
    <EmptyState
      title={title}
      actions={
        <Link href={paths.traces(why === "no trace" ? undefined : id)} className={buttonClass()}>
          {why === "no trace" ? "All traces" : "Back to the trace"}
        </Link>
      }
    >
      {text}
    </EmptyState>
  );
}
