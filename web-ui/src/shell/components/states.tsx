import { Plus } from "lucide-react";

import { ModeMark } from "../../parts/mode-mark.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { Note } from "../../ui/note.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { SplitPane } from "../../ui/splitter.tsx";
import { Part } from "./part.tsx";

/** What there is to see when there is nothing to see. */
export function States() {
  const add = (
    <>
      <Button variant="primary" icon={<Plus size={14} aria-hidden />}>
        Add a script
      </Button>
      <Button>Start from a template</Button>
    </>
  );
  return (
    <>
      <Part title="States: empty, error, loading, notes">
        <EmptyState
          title="Nothing runs before sign-up"
          mark={<ModeMark mode="blocking" size={18} />}
          actions={add}
          className="px-0"
        >
          Every sign-up is allowed. Add a script to check, enrich or refuse it before the user is created.
        </EmptyState>
        <ErrorState
          title="Traces couldn't be loaded"
          onRetry={() => undefined}
          details="GET /v1/traces 503"
          reference="GET /v1/traces, request 8f3a11c2"
          className="px-0"
        >
          The worker answered 503 after 3 tries. Pipelines and scripts are unaffected.
        </ErrorState>
        <SkeletonRows label="Examples" height={32} rows={3} columns={["88px", "56px", "30px", "120px"]} />
        <Note status="warning">
          <code>outputs.geo_risk.score</code> is nil when the lookup fails. Line 9.
        </Note>
        <Note status="error">Layer 2 has 6 scripts; 5 is the limit. Move one to another layer.</Note>
        <Note>Clock frozen between I/O; order is by sequence.</Note>
      </Part>
      <Part title="Panel that can be resized, by dragging and by arrow keys">
        <div className="flex h-28 border border-line-1">
          <SplitPane
            storageKey="components"
            label="the panel"
            initial={160}
            min={120}
            max={240}
            panel={<p className="p-3 text-fg-2">Panel</p>}
          >
            <p className="p-3">Content</p>
          </SplitPane>
        </div>
      </Part>
    </>
  );
}
