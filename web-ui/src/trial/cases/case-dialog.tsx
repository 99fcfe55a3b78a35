import type { Case } from "sluice/cases";
import { useState } from "react";

import { faultOf, type Fault } from "../../data/faults.ts";
import type { CaseVerdict } from "../../data/workspace.ts";
import { FaultNote } from "../../parts/fault-note.tsx";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { TextArea, TextField } from "../../ui/field.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Select } from "../../ui/select.tsx";
import { Switch } from "../../ui/switch.tsx";
import { MocksPanel } from "../mocks-panel.tsx";
import { FileFields, type FileChoice } from "./file-choice.tsx";
import { formOfCase, readCaseForm, readCaseJson, type CaseForm } from "./case-form.ts";

export interface CaseDialogProps {
  readonly title: string;
  readonly action: string;
  readonly case: Case;
  /** For a new one, where it is put. */
  readonly choice?: FileChoice;
  /** What came of it last; with it, the form takes that over as what is expected. */
  readonly verdict?: CaseVerdict | undefined;
  /** Closes when it resolves; tells why when it rejects. */
  readonly onSave: (changed: Case) => Promise<void>;
  readonly onClose: () => void;
}

/** A case: its name, what it is run with, and what has to come of it; as a form, or as the JSON of docs/cases.md. */
export function CaseDialog({ title, action, case: before, choice, verdict, onSave, onClose }: CaseDialogProps) {
  const [view, setView] = useState<"form" | "json">("form");
  const [base, setBase] = useState(before);
  const [form, setForm] = useState(() => formOfCase(before));
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const read = view === "form" ? readCaseForm(base, form) : readCaseJson(form);
  const change = (changes: Partial<CaseForm>): void => setForm({ ...form, ...changes });
  const show = (next: "form" | "json"): void => {
    setTried(true);
    if (!read.case) return;
    // What is shown in one way is what was typed in the other.
    setBase(read.case);
    setForm(formOfCase(read.case));
    setView(next);
    setTried(false);
  };
  const save = async (): Promise<void> => {
    setTried(true);
    if (!read.case || isBusy || choice?.error !== undefined) return;
    setBusy(true);
    try {
      await onSave(read.case);
      onClose();
    } catch (error) {
      setFault(faultOf(error));
      setBusy(false);
    }
  };
  const errors = isTried ? (read.errors ?? {}) : {};
  const footer = (
    <>
      <Button size="lg" onClick={onClose}>
        Cancel
      </Button>
      <Button size="lg" variant="primary" busy={isBusy} onClick={() => void save()}>
        {action}
      </Button>
    </>
  );
  return (
    <Dialog open size="lg" {...{ title, footer, onClose }} onConfirm={() => void save()}>
      <div className="grid gap-4">
        <div className={cx("grid gap-4", choice && "md:grid-cols-2")}>
          <TextField
            label="Name"
            value={form.name}
            maxLength={200}
            onChangeText={(name) => change({ name })}
            error={errors.name}
          />
          {choice && <FileFields {...{ choice, isTried }} />}
        </div>
        <Segmented label="Shown as" segments={views} value={view} onChange={show} />
        {view === "form" ? (
          <Fields {...{ form, errors, change, verdict }} />
        ) : (
          <TextArea
            label="Case"
            mono
            rows={18}
            value={form.json}
            onChangeText={(json) => change({ json })}
            error={errors.json}
            hint="Secrets are made-up values: they stand in the case as they are."
          />
        )}
        {fault && <FaultNote fault={fault} />}
      </div>
    </Dialog>
  );
}

const views = [
  { value: "form", label: "Form" },
  { value: "json", label: "JSON" },
] as const;

interface FieldsProps {
  readonly form: CaseForm;
  readonly errors: Readonly<Partial<Record<keyof CaseForm, string>>>;
  readonly change: (changes: Partial<CaseForm>) => void;
  readonly verdict: CaseVerdict | undefined;
}

function Fields({ form, errors, change, verdict }: FieldsProps) {
  const { outcome, status } = verdict ?? {};
  const { traceId: _, ...came } = outcome ?? {};
  return (
    <>
      <div className="grid gap-4 md:grid-cols-2">
        <TextArea
          label="Context"
          mono
          rows={10}
          value={form.context}
          onChangeText={(context) => change({ context })}
          error={errors.context}
        />
        <div className="grid content-start gap-3">
          <Select
            label="It has to end as"
            choices={statuses}
            value={form.status}
            onChange={(next) => change({ status: next })}
          />
          <TextArea
            label="Outcome"
            mono
            rows={6}
            value={form.outcome}
            onChangeText={(text) => change({ outcome: text })}
            error={errors.outcome}
            hint="Members that it has to have. Empty: any outcome."
          />
          <Switch label="No other members" checked={form.exact} onChange={(exact) => change({ exact })} />
          {outcome && (
            <Button
              size="sm"
              onClick={() => change({ outcome: JSON.stringify(came, null, 2), ...(status && { status }) })}
            >
              Expect what came of it last
            </Button>
          )}
        </div>
      </div>
      <div className="rounded-4 border border-line-2">
        <MocksPanel mocks={form.mocks} onChange={(mocks) => change({ mocks })} />
      </div>
    </>
  );
}

const statuses = [
  { value: "", label: "Anything" },
  { value: "success", label: "Success" },
  { value: "blocked", label: "Blocked" },
  { value: "error", label: "Error" },
] as const;
