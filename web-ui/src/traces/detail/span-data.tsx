import type { JsonObject, Span, Trace } from "sluice";
import type { ReactElement } from "react";

import { PlainText } from "../../parts/plain-text.tsx";
import { outputOf } from "../model/span-facts.ts";
import { DataView } from "./data-view.tsx";
import type { SpanPanelProps } from "./span-panel.tsx";

/** What a script found in its context: what the hook was called with, and what earlier layers returned. */
export function InputPart({ node: { span }, trace }: SpanPanelProps): ReactElement {
  const outputs = earlierOutputs(span, trace);
  return (
    <>
      <section>
        <h3 className="span-title">Context, as recorded</h3>
        <DataView value={trace.contextSnapshot} label="Context" empty="The context was empty." />
      </section>
      <section>
        <h3 className="span-title">{span.layerIndex === 0 ? "Outputs" : `Outputs, up to layer ${span.layerIndex}`}</h3>
        <DataView
          value={outputs}
          label="Outputs of earlier layers"
          empty={span.layerIndex === 0 ? "Nothing runs before layer 1." : "No earlier script returned data."}
        />
      </section>
    </>
  );
}

/** What `context.outputs` held, as far as the trace kept it: of a script that stands twice, the later. */
function earlierOutputs({ layerIndex }: Span, { spans }: Trace): JsonObject {
  const earlier = spans
    .filter((other) => other.parentId === undefined && other.layerIndex < layerIndex && other.status === "success")
    .sort((a, b) => a.layerIndex - b.layerIndex || a.parallelIndex - b.parallelIndex);
  return Object.fromEntries(
    earlier.flatMap((other) => {
      const output = outputOf(other);
      return output === undefined ? [] : [[other.scriptId, output]];
    }),
  );
}

/** What a script returned. */
export function OutputPart({ span }: { readonly span: Span; readonly trace: Trace }): ReactElement {
  const output = outputOf(span);
  if (span.status === "blocked") {
    return (
      <p>
        It denied: <PlainText text={span.statusMessage ?? ""} lines />
      </p>
    );
  }
  if (span.status === "error")
    return <p className="text-fg-2">It failed, so that it counts as having returned nothing.</p>;
  if (span.status === "skipped") return <p className="text-fg-2">It did not run.</p>;
  if ("…" in span.attributes && output === undefined) {
    return <p className="text-fg-2">The trace was too large to keep what it returned.</p>;
  }
  if (output === undefined) return <p className="text-fg-2">It returned no data.</p>;
  return <DataView value={output} label="Output" empty="It returned an empty table." />;
}
