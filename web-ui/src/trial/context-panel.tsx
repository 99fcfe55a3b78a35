import type { JsonObject } from "sluice";
import { useState } from "react";

import type { HookDescription } from "../data/workspace.ts";
import { Menu } from "../ui/menu.tsx";
import { Button } from "../ui/button.tsx";
import { TextArea, TextField } from "../ui/field.tsx";
import { Note } from "../ui/note.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { Select } from "../ui/select.tsx";
import { sampleContext } from "../pipelines/model/samples.ts";
import { samplesOf } from "../examples/index.ts";
import {
  contextFields,
  contextText,
  fieldText,
  missingFields,
  readContext,
  withField,
  type ContextField,
} from "./context-fields.ts";
import type { Trial } from "./use-trial.ts";

export interface ContextPanelProps {
  readonly hook: HookDescription;
  readonly trial: Pick<Trial, "input" | "change">;
}

/** What the hook is tried with: as fields, where the catalog knows them, or as JSON. */
export function ContextPanel({ hook, trial: { input, change } }: ContextPanelProps) {
  const [view, setView] = useState<"form" | "json">(hook.context ? "form" : "json");
  const { context, fault } = readContext(input.contextText);
  const setContext = (next: JsonObject): void => change({ contextText: contextText(next) });
  return (
    <section className="flex flex-col gap-3 p-4" aria-label="Context">
      <div className="flex items-center gap-2">
        <h2 className="flex-1 font-semibold">Context</h2>
        {hook.context && <Segmented label="Shown as" segments={views} value={view} onChange={setView} />}
      </div>
      <SampleMenu hook={hook} onChoose={setContext} />
      {view === "json" || !hook.context ? (
        <TextArea
          label="Context as JSON"
          hideLabel
          mono
          rows={12}
          spellCheck={false}
          value={input.contextText}
          onChangeText={(text) => change({ contextText: text })}
          error={fault}
        />
      ) : context ? (
        <ContextForm fields={contextFields(hook.context)} context={context} onChange={setContext} />
      ) : (
        <Note status="error">{fault} Mend it as JSON first.</Note>
      )}
      <TextField
        label="User id"
        mono
        size="sm"
        value={input.userId}
        onChangeText={(userId) => change({ userId })}
        hint="Stands in the trace. May be empty."
      />
      <TextField
        label="Request IP"
        mono
        size="sm"
        value={input.requestIp}
        onChangeText={(requestIp) => change({ requestIp })}
      />
    </section>
  );
}

const views = [
  { value: "form", label: "Form" },
  { value: "json", label: "JSON" },
] as const;

function SampleMenu({
  hook,
  onChoose,
}: {
  readonly hook: HookDescription;
  readonly onChoose: (context: JsonObject) => void;
}) {
  const samples = [
    ...samplesOf(hook.name),
    { name: "From the hook's definition", context: sampleContext(hook.context) },
  ];
  const entries = samples.map(({ name, context }) => ({ label: name, onSelect: () => onChoose(context) }));
  return (
    <div>
      <Menu trigger={<Button size="sm">Take a sample</Button>} entries={entries} />
    </div>
  );
}

interface ContextFormProps {
  readonly fields: readonly ContextField[];
  readonly context: JsonObject;
  readonly onChange: (context: JsonObject) => void;
}

function ContextForm({ fields, context, onChange }: ContextFormProps) {
  const missing = missingFields(fields, context);
  return (
    <>
      {fields.map((field) => (
        <FormField key={field.label} {...{ field, context, onChange }} isMissing={missing.includes(field.label)} />
      ))}
    </>
  );
}

interface FormFieldProps {
  readonly field: ContextField;
  readonly context: JsonObject;
  readonly isMissing: boolean;
  readonly onChange: (context: JsonObject) => void;
}

function FormField({ field, context, isMissing, onChange }: FormFieldProps) {
  // What is no JSON yet stays in the field and out of the context.
  const [unfinished, setUnfinished] = useState<string>();
  const { label, kind, choices } = field;
  const edit = (text: string): void => {
    const next = withField(context, field, text);
    setUnfinished(next ? undefined : text);
    if (next) onChange(next);
  };
  const name = <span className="code">{label}</span>;
  if (kind === "choice") {
    const options = ["", ...choices].map((value) => ({ value, label: value === "" ? "not given" : value }));
    return <Select label={name} size="sm" choices={options} value={fieldText(context, field)} onChange={edit} />;
  }
  const error = unfinished === undefined ? (isMissing ? "This hook needs it." : undefined) : "This is not JSON yet.";
  const hint = { text: undefined, list: "Separated by commas.", json: "As JSON." }[kind];
  return (
    <TextField
      label={name}
      size="sm"
      mono
      spellCheck={false}
      value={unfinished ?? fieldText(context, field)}
      onChangeText={edit}
      hint={hint}
      error={error}
    />
  );
}
