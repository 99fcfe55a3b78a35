import { useState, type ReactElement } from "react";

import { useWorkspace } from "../../data/home.tsx";
import { faultOf } from "../../data/faults.ts";
import { useCleanup, useEraseUser } from "../../data/queries/traces.ts";
import { useInfo } from "../../data/queries/workspace.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/field.tsx";
import { counted, formatFullTime } from "../../ui/format.ts";
import { announce } from "../../ui/live-regions.tsx";
import { Note } from "../../ui/note.tsx";
import { useConcerned } from "./use-concerned.ts";

const dayMs = 24 * 60 * 60 * 1_000;

interface DeletedSoFar {
  readonly traces: number;
  readonly spans: number;
  readonly isDone: boolean;
}

/** Deletes round by round until nothing is left, telling how far it is. Stops when the dialog is closed. */
function useRounds(round: () => Promise<{ deletedTraces: number; deletedSpans: number; more?: true }>) {
  const [deleted, setDeleted] = useState<DeletedSoFar>();
  const [fault, setFault] = useState<string>();
  const run = async (): Promise<void> => {
    setFault(undefined);
    let [traces, spans] = [deleted?.traces ?? 0, deleted?.spans ?? 0];
    try {
      for (let hasMore = true; hasMore;) {
        setDeleted({ traces, spans, isDone: false });
        const { deletedTraces, deletedSpans, more } = await round();
        traces += deletedTraces;
        spans += deletedSpans;
        hasMore = more === true;
      }
      setDeleted({ traces, spans, isDone: true });
      announce(`${counted(traces, "trace")} deleted`);
    } catch (error) {
      const { title, text } = faultOf(error);
      setFault(`${title} ${text}`);
      setDeleted({ traces, spans, isDone: false });
    }
  };
  const isRunning = deleted !== undefined && !deleted.isDone && fault === undefined;
  return { deleted, fault, isRunning, run: () => void run() };
}

interface MaintenanceDialogProps {
  readonly onClose: () => void;
}

/** Deletes what is older than traces are kept, at once instead of with the next clean-up. */
export function CleanUpDialog({ onClose }: MaintenanceDialogProps): ReactElement {
  const cleanup = useCleanup();
  const days = useInfo().data?.traceRetentionDays;
  const [now] = useState(() => Date.now());
  const cutoff = days === undefined ? undefined : now - days * dayMs;
  const concerned = useConcerned(cutoff === undefined ? undefined : { to: cutoff });
  const { deleted, fault, isRunning, run } = useRounds(cleanup.mutateAsync);
  const isDone = deleted?.isDone === true;
  const footer = isDone ? (
    <Button variant="primary" onClick={onClose}>
      Close
    </Button>
  ) : (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button variant="danger-solid" busy={isRunning} onClick={run}>
        {fault === undefined ? "Clean up" : "Go on"}
      </Button>
    </>
  );
  return (
    <Dialog open onClose={onClose} title="Clean up traces" size="sm" footer={footer}>
      <p>
        Traces that are older than they are kept go with their spans and journals
        {cutoff !== undefined && `: those that started before ${formatFullTime(cutoff)}`}. {concerned.text}
      </p>
      <p className="text-12 text-fg-3">Stores that forget by themselves have nothing to clean up.</p>
      <Progress deleted={deleted} fault={fault} />
    </Dialog>
  );
}

/** Deletes everything that is kept of one person. */
export function EraseUserDialog({ onClose }: MaintenanceDialogProps): ReactElement {
  const erase = useEraseUser();
  const workspace = useWorkspace();
  const [userId, setUserId] = useState("");
  const [typed, setTyped] = useState("");
  const concerned = useConcerned(userId === "" ? undefined : { userId });
  const { deleted, fault, isRunning, run } = useRounds(() => erase.mutateAsync(userId));
  const isDone = deleted?.isDone === true;
  const isReady = userId !== "" && typed === userId;
  const footer = isDone ? (
    <Button variant="primary" onClick={onClose}>
      Close
    </Button>
  ) : (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button variant="danger-solid" busy={isRunning} disabled={!isReady} onClick={run}>
        Erase traces
      </Button>
    </>
  );
  return (
    <Dialog open onClose={onClose} title="Erase a user's traces" size="sm" footer={footer}>
      <p>
        Every trace that carries this user's id goes, with its spans and journal. This can't be undone.{" "}
        {workspace.home === "admin" && "The audit log keeps a digest of the id."}
      </p>
      <TextField
        label="User id"
        mono
        value={userId}
        onChangeText={setUserId}
        disabled={isRunning || isDone}
        hint={concerned.text || "As the application hands it over."}
      />
      <TextField
        label="The same id again, to go on"
        mono
        value={typed}
        onChangeText={setTyped}
        disabled={isRunning || isDone}
      />
      <Progress deleted={deleted} fault={fault} />
    </Dialog>
  );
}

interface ProgressProps {
  readonly deleted: DeletedSoFar | undefined;
  readonly fault: string | undefined;
}

function Progress({ deleted, fault }: ProgressProps): ReactElement | null {
  if (!deleted) return null;
  const { traces, spans, isDone } = deleted;
  const sum = `${counted(traces, "trace")} with ${counted(spans, "span")}`;
  if (fault !== undefined) {
    return (
      <Note status="error">
        {fault} {sum} deleted so far.
      </Note>
    );
  }
  return <Note status={isDone ? "success" : "info"}>{isDone ? `${sum} deleted.` : `${sum} deleted so far…`}</Note>;
}
