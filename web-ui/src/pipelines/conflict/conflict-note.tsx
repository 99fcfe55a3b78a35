import { useState } from "react";
import type { Draft, Mode } from "sluice";

import { Button } from "../../ui/button.tsx";
import { formatAgo } from "../../ui/format.ts";
import { Note } from "../../ui/note.tsx";
import type { Editing } from "../editing/editors.tsx";
import { emptyPipeline, readPipeline, type Pipeline } from "../model/draft.ts";
import { MergeDialog } from "./merge-dialog.tsx";

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
        <b>{conflictTitle(theirs)}</b> Your draft started from the one before. Nothing is lost: compare, then keep one or
        merge them.
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
        <MergeDialog
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
