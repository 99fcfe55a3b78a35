import type { FetchMock } from "sluice";
import { useState } from "react";

import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextArea, TextField } from "../ui/field.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { Select } from "../ui/select.tsx";
import { emptyMock, formOf, mockMethods, readMock, type MockForm } from "./mock-rows.ts";

export interface MockDialogProps {
  /** Undefined: a new one. */
  readonly mock: FetchMock | undefined;
  readonly onSave: (mock: FetchMock) => void;
  readonly onDelete?: (() => void) | undefined;
  readonly onClose: () => void;
}

/** What a service answers here. */
export function MockDialog({ mock, onSave, onDelete, onClose }: MockDialogProps) {
  const [form, setForm] = useState(mock ? formOf(mock) : emptyMock);
  const [isTried, setTried] = useState(false);
  const read = readMock(form);
  const errors = isTried ? (read.errors ?? {}) : {};
  const save = (): void => {
    setTried(true);
    if (!read.mock) return;
    onSave(read.mock);
    onClose();
  };
  const footer = (
    <>
      {onDelete && (
        <Button variant="danger" onClick={onDelete} className="mr-auto">
          Delete
        </Button>
      )}
      <Button onClick={onClose}>Cancel</Button>
      <Button variant="primary" onClick={save}>
        {mock ? "Save mock" : "Add mock"}
      </Button>
    </>
  );
  return (
    <Dialog open onClose={onClose} title={mock ? "Mock fetch" : "New mock fetch"} footer={footer}>
      <MockFields {...{ form, errors }} onChange={(changes) => setForm({ ...form, ...changes })} />
    </Dialog>
  );
}

interface MockFieldsProps {
  readonly form: MockForm;
  readonly errors: Readonly<Partial<Record<keyof MockForm, string>>>;
  readonly onChange: (changes: Partial<MockForm>) => void;
}

function MockFields({ form, errors, onChange }: MockFieldsProps) {
  const { method, url, answers, status, body, headers, latencyMs } = form;
  return (
    <div className="flex flex-col gap-4">
      <div className="grid grid-cols-[112px_minmax(0,1fr)] gap-3">
        <Select
          label="Method"
          size="lg"
          choices={methods}
          value={method}
          onChange={(next) => onChange({ method: next })}
        />
        <TextField
          label="Address"
          size="lg"
          mono
          spellCheck={false}
          value={url}
          onChangeText={(text) => onChange({ url: text })}
          hint="With * at its end it fits all that begin so."
          error={errors.url}
        />
      </div>
      <Segmented label="Answers" segments={kinds} value={answers} onChange={(next) => onChange({ answers: next })} />
      <div className="grid grid-cols-2 gap-3">
        {answers !== "fails" && (
          <TextField
            label="Status"
            size="lg"
            inputMode="numeric"
            value={status}
            onChangeText={(text) => onChange({ status: text })}
            error={errors.status}
          />
        )}
        <TextField
          label="Latency in ms"
          size="lg"
          inputMode="numeric"
          value={latencyMs}
          onChangeText={(text) => onChange({ latencyMs: text })}
          error={errors.latencyMs}
        />
      </div>
      {answers !== "fails" && (
        <>
          <TextArea
            label={answers === "json" ? "JSON" : "Body"}
            mono
            rows={6}
            spellCheck={false}
            value={body}
            onChangeText={(text) => onChange({ body: text })}
            error={errors.body}
          />
          <TextArea
            label="Headers"
            mono
            rows={2}
            spellCheck={false}
            value={headers}
            onChangeText={(text) => onChange({ headers: text })}
            error={errors.headers}
            hint="One a line, as name: value."
          />
        </>
      )}
    </div>
  );
}

const methods = [{ value: "", label: "Any" }, ...mockMethods.map((value) => ({ value, label: value }))];

const kinds = [
  { value: "json", label: "JSON" },
  { value: "text", label: "Text" },
  { value: "fails", label: "No answer" },
] as const;
