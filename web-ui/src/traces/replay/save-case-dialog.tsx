import type { Replayed } from "sluice";
import { useState, type ReactElement } from "react";

import type { Recording } from "../../data/workspace.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/field.tsx";
import { Note } from "../../ui/note.tsx";
import { download } from "../detail/downloads.ts";
import { caseFileName, caseFileOf } from "./test-case.ts";

export interface SaveCaseDialogProps {
  readonly recording: Recording;
  readonly replayed: Replayed;
  readonly onClose: () => void;
}

/** The run on the screen as a file of policy tests. */
export function SaveCaseDialog({ recording, replayed, onClose }: SaveCaseDialogProps): ReactElement {
  const { trigger, traceId } = recording.journal;
  const [name, setName] = useState(`${trigger} as in trace ${traceId.slice(0, 8)}`);
  const save = (): void => {
    download(caseFileName(name), caseFileOf(name.trim(), recording, replayed));
    onClose();
  };
  const canSave = name.trim() !== "" && name.length <= 200;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Save as test case"
      size="sm"
      onConfirm={canSave ? save : undefined}
      footer={
        <>
          <Button size="lg" onClick={onClose}>
            Cancel
          </Button>
          <Button size="lg" variant="primary" disabled={!canSave} onClick={save}>
            Download
          </Button>
        </>
      }
    >
      <p className="text-13 text-fg-2">
        A file for the folder <span className="code">tests</span> beside the scripts. It expects the outcome of the run
        that is on the screen.
      </p>
      <TextField label="Name" value={name} maxLength={200} onChangeText={setName} />
      <Note status="warning">
        The file has the whole context and what services answered, unmasked: look it over before it goes to others.
        Secrets are stand-ins.
      </Note>
    </Dialog>
  );
}
