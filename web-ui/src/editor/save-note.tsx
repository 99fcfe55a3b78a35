import type { Fault } from "../data/faults.ts";
import type { ScriptSave } from "../data/script-keeper.ts";
import { FaultNote } from "../parts/fault-note.tsx";
import { Button } from "../ui/button.tsx";
import { Note } from "../ui/note.tsx";
import { RelativeTime } from "../ui/time.tsx";

export interface SaveNoteProps {
  readonly id: string;
  readonly save: ScriptSave;
  /** Why the script could not be read. */
  readonly fault: Fault | undefined;
  /** A pipeline names it, and there is none. */
  readonly isMissing?: boolean;
  readonly onResolve: (choice: "mine" | "theirs") => void;
}

/** What a person has to know before they go on typing; nothing while all is well. */
export function SaveNote({ id, save, fault, isMissing = false, onResolve }: SaveNoteProps) {
  if (fault) return <Framed children={<FaultNote fault={fault} />} />;
  if (save.kind === "failed") return <Framed children={<FaultNote fault={save.fault} />} />;
  if (save.kind === "conflict") {
    const { theirs } = save;
    return (
      <Framed>
        <Note status="warning">
          <p>
            {theirs ? `${theirs.updatedBy} saved ${id} ` : `Somebody deleted ${id}.`}
            {theirs && <RelativeTime at={theirs.updatedAt} />}
            {theirs && "."} Nothing is lost: what you typed is kept in this browser.
          </p>
          <p className="mt-2 flex gap-2">
            <Button size="sm" onClick={() => onResolve("mine")}>
              Keep mine
            </Button>
            <Button size="sm" onClick={() => onResolve("theirs")}>
              Take theirs
            </Button>
          </p>
        </Note>
      </Framed>
    );
  }
  if (!isMissing) return null;
  return (
    <Framed>
      <Note status="warning">There is no script {id}. What you type and save makes one.</Note>
    </Framed>
  );
}

function Framed({ children }: { readonly children: React.ReactNode }) {
  return <div className="border-b border-line-1 p-3">{children}</div>;
}
