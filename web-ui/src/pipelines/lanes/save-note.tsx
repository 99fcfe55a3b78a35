import { Button } from "../../ui/button.tsx";
import { formatTime } from "../../ui/format.ts";
import { Note } from "../../ui/note.tsx";
import type { EditorState } from "../editing/pipeline-editor.ts";

/** Shown where edits could not be saved: they are kept here, and what is to be done. */
export function SaveNote({ state, onRetry }: { readonly state: EditorState; readonly onRetry: () => void }) {
  if (state.save.kind !== "failed") return null;
  const { fault } = state.save;
  const isAway = fault.kind === "unreachable";
  return (
    <Note status="warning" className="mx-4 my-2">
      <b>{isAway ? "Not sent yet." : "The draft couldn't be saved."}</b>{" "}
      {isAway
        ? "Edits are kept in this browser and sent when the worker answers. Publishing waits."
        : `${fault.text} Edits are kept in this browser.`}{" "}
      <Button size="sm" variant="quiet" onClick={onRetry}>
        Try now
      </Button>
    </Note>
  );
}

/** How far it is, for the status bar. */
export function saveText({ save, stored }: Pick<EditorState, "save" | "stored">): string {
  switch (save.kind) {
    case "edited":
    case "saving":
      return "Saving the draft…";
    case "failed":
      return "Draft kept in this browser";
    case "conflict":
      return "Draft not saved: somebody saved first";
    case "saved":
      return stored ? `Draft saved ${formatTime(stored.updatedAt)}` : "No draft";
  }
}
