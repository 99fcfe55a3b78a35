import { useState } from "react";
import type { Mode } from "sluice";

import { ModeMark } from "../../parts/mode-mark.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { customHookFault } from "../model/lanes.ts";

export interface CustomHookDialogProps {
  readonly taken: readonly string[];
  readonly onAdd: (name: string, mode: Mode) => void;
  readonly onClose: () => void;
}

const modes: readonly { readonly value: Mode; readonly text: string }[] = [
  { value: "blocking", text: "blocking: a deny stops the action" },
  { value: "async", text: "async: runs after the response" },
  { value: "enrichment", text: "enrichment: its data is used" },
];

/** A trigger of the application's own. It is kept as soon as it has a script. */
export function CustomHookDialog({ taken, onAdd, onClose }: CustomHookDialogProps) {
  const [name, setName] = useState("");
  const [mode, setMode] = useState<Mode>("blocking");
  const fault = customHookFault(name, taken);
  const add = (): void => {
    if (fault === undefined) onAdd(name, mode);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      onConfirm={add}
      size="sm"
      title="Add a custom hook"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={fault !== undefined} onClick={add}>
            Add {name === "" ? "hook" : name}
          </Button>
        </>
      }
    >
      <TextField
        label="Name"
        mono
        value={name}
        onChangeText={setName}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          // The focus is elsewhere before the key has done its work, and would press what is there.
          event.preventDefault();
          add();
        }}
        error={name === "" ? undefined : fault}
        hint="What the application calls, e.g. before_invite. It can't be changed later."
      />
      <Select
        label="Mode"
        value={mode}
        onChange={setMode}
        choices={modes.map(({ value, text }) => ({
          value,
          label: (
            <>
              <ModeMark mode={value} size={14} /> {text}
            </>
          ),
        }))}
      />
    </Dialog>
  );
}
