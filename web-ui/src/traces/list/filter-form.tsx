import { useState, type FormEvent, type ReactElement } from "react";

import { useHooks } from "../../data/queries/pipelines.ts";
import { useScripts } from "../../data/queries/scripts.ts";
import { Button } from "../../ui/button.tsx";
import { Combobox } from "../../ui/combobox.tsx";
import { TextField } from "../../ui/field.tsx";
import { faultOf, statuses, type FilterName } from "../model/filter.ts";

export interface FilterFormProps {
  readonly name: FilterName;
  readonly value: string;
  readonly onApply: (value: string) => void;
}

/** Asks for the value of one filter: out of a list where there is one, and typed where there is none. */
export function FilterForm(props: FilterFormProps): ReactElement {
  switch (props.name) {
    case "status":
      return <Choices {...props} choices={statuses} />;
    case "trigger":
      return <TriggerForm {...props} />;
    case "script":
      return <ScriptForm {...props} />;
    case "since":
    case "until":
      return <MomentForm {...props} />;
    case "user":
      return <TypedForm {...props} label="User id" hint="As the application hands it over; compared whole." />;
  }
}

function Choices({ value, onApply, choices }: FilterFormProps & { readonly choices: readonly string[] }): ReactElement {
  return (
    <div className="flex flex-wrap gap-2">
      {choices.map((choice) => (
        <Button key={choice} aria-pressed={choice === value} onClick={() => onApply(choice)}>
          {choice}
        </Button>
      ))}
    </div>
  );
}

function TriggerForm({ value, onApply }: FilterFormProps): ReactElement {
  const names = useHooks().map(({ name }) => name);
  return <Listed label="Trigger" items={names} value={value} onApply={onApply} />;
}

function ScriptForm({ value, onApply }: FilterFormProps): ReactElement {
  const ids = useScripts().data?.map(({ id }) => id) ?? [];
  return <Listed label="Script" items={ids} value={value} onApply={onApply} />;
}

interface ListedProps {
  readonly label: string;
  readonly items: readonly string[];
  readonly value: string;
  readonly onApply: (value: string) => void;
}

function Listed({ label, items, value, onApply }: ListedProps): ReactElement {
  return (
    <Combobox
      label={label}
      items={items}
      value={value === "" ? null : value}
      onChange={(item) => item !== null && onApply(item)}
      textOf={(item) => item}
      render={(item) => <span className="code truncate">{item}</span>}
    />
  );
}

const spans = ["15m", "1h", "24h", "7d", "30d"];

function MomentForm(props: FilterFormProps): ReactElement {
  return (
    <div className="grid gap-3">
      <Choices {...props} choices={spans} />
      <TypedForm
        {...props}
        label={props.name === "since" ? "Since" : "Until"}
        hint="As 45m, or 2026-11-21T14:00:00Z."
      />
    </div>
  );
}

interface TypedFormProps extends FilterFormProps {
  readonly label: string;
  readonly hint: string;
}

function TypedForm({ name, value, onApply, label, hint }: TypedFormProps): ReactElement {
  const [text, setText] = useState(value);
  const [isTried, setTried] = useState(false);
  const fault = faultOf(name, text);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (fault === undefined) onApply(text);
  };
  return (
    <form className="grid gap-2" onSubmit={submit}>
      <TextField
        label={label}
        mono
        value={text}
        onChangeText={setText}
        hint={hint}
        error={isTried && fault !== undefined ? `It must be ${fault}.` : undefined}
      />
      <Button type="submit">Apply</Button>
    </form>
  );
}
