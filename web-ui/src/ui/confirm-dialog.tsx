import { useState, type ReactNode } from "react";

import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { TextField } from "./field.tsx";
import { Note } from "./note.tsx";

export interface ConfirmDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** As a question: "Delete CRM_TOKEN?" */
  readonly title: ReactNode;
  /** What follows from it. */
  readonly children: ReactNode;
  /** What happens: "Delete CRM_TOKEN". */
  readonly action: string;
  readonly danger?: boolean | undefined;
  /** Has to be typed first. Only for what cannot be undone. */
  readonly typed?: string | undefined;
  /** Closes when it resolves; shows the message when it rejects. */
  readonly onConfirm: () => void | Promise<void>;
}

/** Asks before something that cannot be undone. What can be undone is done, and offers Undo. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  // What was typed and what went wrong belong to one opening.
  return props.open ? <OpenConfirmDialog {...props} /> : null;
}

function OpenConfirmDialog({ onClose, title, children, action, danger = false, typed, onConfirm }: ConfirmDialogProps) {
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const isReady = typed === undefined || text === typed;
  const confirm = async (): Promise<void> => {
    if (!isReady || busy) return;
    setBusy(true);
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
      setBusy(false);
    }
  };
  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button
        variant={danger ? "danger-solid" : "primary"}
        busy={busy}
        disabled={!isReady}
        onClick={() => void confirm()}
      >
        {action}
      </Button>
    </>
  );
  return (
    <Dialog open onClose={onClose} title={title} size="sm" footer={footer} onConfirm={() => void confirm()}>
      <div className="grid gap-2 text-fg-2">{children}</div>
      {typed !== undefined && <TextField label={`Type ${typed} to go on`} mono value={text} onChangeText={setText} />}
      {fault !== undefined && <Note status="error">{fault}</Note>}
    </Dialog>
  );
}
