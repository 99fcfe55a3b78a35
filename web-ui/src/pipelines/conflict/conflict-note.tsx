import { useState } from "react";
import type { Draft, Mode } from "sluice";

import { PlainText } from "../../parts/plain-text.tsx";
import { ShapeGlyph } from "../../parts/shape-glyph.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { formatAgo } from "../../ui/format.ts";
import { Note } from "../../ui/note.tsx";
import type { Editing } from "../editing/editors.tsx";
import { differences } from "../model/differences.ts";
import { emptyPipeline, idsOf, readPipeline, type Pipeline } from "../model/draft.ts";

export interface ConflictNoteProps {
  readonly mode: Mode;
  readonly editing: Editing;
  readonly pipeline: Pipeline;
}

/** Somebody else saved in between. Both are there until a person chooses. */
export function ConflictNote({ mode, editing: { editor, state }, pipeline }: ConflictNoteProps) {
  const [isOpen, setOpen] = useState(false);
  if (state.save.kind !== "conflict") return null;
  const { theirs } = state.save;
  return (
    <div role="alert" className="px-4 py-2">
      <Note status="warning">
        <b>{conflictTitle(theirs)}</b> Your draft started from the one before. Nothing is lost: compare, then keep one.
        <span className="mt-2 flex flex-wrap gap-2">
          <Button size="sm" variant="primary" onClick={() => setOpen(true)}>
            Compare…
          </Button>
          <Button size="sm" onClick={() => editor.resolve("mine")}>
            Keep mine
          </Button>
          <Button size="sm" onClick={() => editor.resolve("theirs")}>
            Take theirs
          </Button>
        </span>
      </Note>
      {isOpen && (
        <CompareDialog
          mode={mode}
          mine={pipeline}
          theirs={theirs ? readPipeline(theirs.pipeline) : emptyPipeline(pipeline.trigger)}
          title={conflictTitle(theirs)}
          onChoose={(choice) => {
            setOpen(false);
            editor.resolve(choice);
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}

function conflictTitle(theirs: Draft | null): string {
  return theirs
    ? `${theirs.updatedBy} saved this pipeline ${formatAgo(theirs.updatedAt)}.`
    : "Somebody discarded this draft in between.";
}

interface CompareDialogProps {
  readonly mode: Mode;
  readonly mine: Pipeline;
  readonly theirs: Pipeline;
  readonly title: string;
  readonly onChoose: (choice: "mine" | "theirs") => void;
  readonly onClose: () => void;
}

function CompareDialog({ mode, mine, theirs, title, onChoose, onClose }: CompareDialogProps) {
  const found = differences(mine, theirs);
  const footer = (
    <>
      <Button onClick={onClose}>Decide later</Button>
      <Button onClick={() => onChoose("theirs")}>Take theirs</Button>
      <Button variant="primary" onClick={() => onChoose("mine")}>
        Keep mine
      </Button>
    </>
  );
  return (
    <Dialog open onClose={onClose} title="Compare both drafts" footer={footer} size="lg">
      <p className="text-fg-2">{title} Undo brings the other one back.</p>
      <div className="grid gap-4 md:grid-cols-2">
        <Side title="Mine" pipeline={mine} mode={mode} />
        <Side title="Theirs" pipeline={theirs} mode={mode} />
      </div>
      <div>
        <h3 className="mb-1 text-12 font-semibold">What differs</h3>
        {found.length === 0 ? (
          <p className="text-12 text-fg-2">Nothing. Either of them will do.</p>
        ) : (
          <ul className="grid gap-1 text-12 text-fg-2">
            {found.map((line) => (
              <li key={line}>
                <PlainText text={line} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}

function Side({ title, pipeline, mode }: { readonly title: string; readonly pipeline: Pipeline; readonly mode: Mode }) {
  const layers = idsOf(pipeline.layers);
  return (
    <section className="rounded-6 border border-line-2 p-3">
      <h3 className="mb-2 flex items-center gap-2 text-12 font-semibold">
        {title} <ShapeGlyph mode={mode} layers={layers} />
      </h3>
      <ol className="grid gap-1 text-12">
        {layers.map((layer, index) => (
          <li key={index} className="flex gap-2">
            <span className="shrink-0 text-fg-3">Layer {index + 1}</span>
            <span className="code min-w-0 wrap-anywhere">{layer.join(", ")}</span>
          </li>
        ))}
      </ol>
      {layers.length === 0 && <p className="text-12 text-fg-3">No scripts</p>}
    </section>
  );
}
