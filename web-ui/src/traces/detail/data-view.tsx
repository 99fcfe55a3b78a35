import type { JsonValue } from "sluice";
import { useState, type ReactElement } from "react";

import { PlainText } from "../../parts/plain-text.tsx";
import { Button } from "../../ui/button.tsx";
import { formatNumber } from "../../ui/format.ts";
import { documentLines, type DocumentLine, type ValueNote } from "../model/masked.ts";

export interface DataViewProps {
  readonly value: JsonValue;
  readonly label: string;
  /** What stands there when there is nothing in it. */
  readonly empty?: string;
}

const firstLines = 200;
const allLines = 5_000;
const textLength = 2_000;

/** A recorded document as a tree of lines, masked as it was stored. */
export function DataView({ value, label, empty = "empty" }: DataViewProps): ReactElement {
  const [most, setMost] = useState(firstLines);
  const { lines, leftOut } = documentLines(value, most);
  if (lines.length === 0) return <p className="text-12 text-fg-3">{empty}</p>;
  return (
    <div className="data-view" role="group" aria-label={label}>
      {lines.map((line, n) => (
        <Line key={n} line={line} />
      ))}
      {leftOut > 0 && (
        <p className="mt-1 flex items-center gap-2 font-sans text-12 text-fg-3">
          {formatNumber(leftOut)} more not shown
          {most < allLines && (
            <Button size="sm" onClick={() => setMost(allLines)}>
              Show
            </Button>
          )}
        </p>
      )}
    </div>
  );
}

function Line({ line }: { readonly line: DocumentLine }): ReactElement {
  const { depth, key, note } = line;
  return (
    <div className="data-line" style={{ paddingLeft: depth * 16 }}>
      {key !== undefined && <PlainText text={key} limit={100} className="data-key" />}
      <Value line={line} />
      {note && <span className="data-note">{notes[note]}</span>}
    </div>
  );
}

const notes: Readonly<Record<ValueNote, string>> = {
  masked: "masked",
  secret: "secret, masked",
  cut: "cut to fit into the trace",
};

function Value({ line: { kind, value } }: { readonly line: DocumentLine }): ReactElement | null {
  if (value === undefined) return null;
  if (kind === "text") {
    return (
      <span className="is-text">
        "<PlainText text={String(value)} limit={textLength} />"
      </span>
    );
  }
  return <span className={`is-${kind}`}>{String(value)}</span>;
}
