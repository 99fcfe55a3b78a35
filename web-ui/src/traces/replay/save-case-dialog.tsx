import type { Replayed } from "sluice";
import { useState, type ReactElement } from "react";
import { useLocation } from "wouter";

import { freeCaseName } from "../../data/case-files.ts";
import { faultOf } from "../../data/faults.ts";
import { useHome } from "../../data/home.tsx";
import { useCaseBook } from "../../data/queries/case-book.ts";
import { FileFields, useFileChoice } from "../../trial/cases/file-choice.tsx";
import { useCan } from "../../data/queries/workspace.ts";
import type { Recording } from "../../data/workspace.ts";
import { FaultNote } from "../../parts/fault-note.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/field.tsx";
import { Note } from "../../ui/note.tsx";
import { saveFile } from "../../ui/save-file.ts";
import { toast } from "../../ui/toast/toast.ts";
import { caseFileName, caseFileOf, caseOf } from "./test-case.ts";

export interface SaveCaseDialogProps {
  readonly recording: Recording;
  readonly replayed: Replayed;
  readonly onClose: () => void;
}

/** The run on the screen as a test case of its pipeline, or as a file of one. */
export function SaveCaseDialog({ recording, replayed, onClose }: SaveCaseDialogProps): ReactElement {
  const { trigger, traceId } = recording.journal;
  const book = useCaseBook(trigger);
  const [typed, setName] = useState<string>();
  const name = typed ?? freeCaseName(book.files ?? [], `${trigger} as in trace ${traceId.slice(0, 8)}`);
  const choice = useFileChoice(book.files ?? [], trigger);
  const [error, setError] = useState<unknown>();
  const [, navigate] = useLocation();
  const panel = usePanelOf(recording);
  const cannotSave = useWhyNotSave(name, book.files !== undefined) ?? choice.error;
  const save = async (): Promise<void> => {
    if (cannotSave !== undefined || book.isSaving) return;
    try {
      await book.add(caseOf(name.trim(), recording, replayed), choice.name);
    } catch (fault) {
      return setError(fault);
    }
    const action = panel === undefined ? undefined : { label: "Show it", run: () => navigate(panel) };
    toast({ status: "success", title: `“${name.trim()}” is a test case of ${trigger}`, action });
    onClose();
  };
  const canDownload = isName(name);
  return (
    <Dialog
      open
      onClose={onClose}
      title="Save as test case"
      onConfirm={() => void save()}
      footer={
        <>
          <Button
            size="lg"
            className="mr-auto"
            disabled={!canDownload}
            onClick={() => saveFile(caseFileName(name), caseFileOf(name.trim(), recording, replayed))}
          >
            Download
          </Button>
          <Button size="lg" onClick={onClose}>
            Cancel
          </Button>
          <Button
            size="lg"
            variant="primary"
            busy={book.isSaving}
            disabledReason={cannotSave}
            onClick={() => void save()}
          >
            Save case
          </Button>
        </>
      }
    >
      <p className="text-13 text-fg-2">
        It expects the outcome of the run that is on the screen, and is run at every change of the pipeline's scripts. A
        download is a file for the folder <span className="code">tests</span> beside the scripts.
      </p>
      <TextField label="Name" value={name} maxLength={200} onChangeText={setName} />
      {book.files && <FileFields choice={choice} isTried />}
      <Note status="warning">
        It has the whole context and what services answered, unmasked: look it over before it goes to others. Secrets
        are stand-ins.
      </Note>
      {(error ?? book.error) != null && <FaultNote fault={faultOf(error ?? book.error)} />}
    </Dialog>
  );
}

function isName(name: string): boolean {
  return name.trim() !== "" && name.length <= 200;
}

function useWhyNotSave(name: string, isRead: boolean): string | undefined {
  const canWrite = useCan("write");
  if (!canWrite) return "This token may only read.";
  if (!isRead) return "The cases have not been read.";
  return isName(name) ? undefined : "Give it a name.";
}

/** Where the cases of a pipeline are run: the bench of the playground, or the page of its first script. */
function usePanelOf({ journal, plan }: Recording): string | undefined {
  const { name, paths } = useHome();
  if (name === "playground") return `${paths.start}?hook=${journal.trigger}`;
  const first = plan.layers[0]?.[0]?.id;
  return first === undefined ? undefined : `${paths.scripts(first)}?hook=${journal.trigger}`;
}
