import type { KeptCases } from "sluice";
import { useState } from "react";

import { filesForNew } from "../../data/case-files.ts";
import { TextField } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";

/** The file that a new case is put into. */
export interface FileChoice {
  /** Those it can be put into, by name. */
  readonly files: readonly string[];
  /** The one that is chosen, or `newFile`. */
  readonly chosen: string;
  readonly newName: string;
  /** Its name, of a new one too. */
  readonly name: string;
  /** Why a new one cannot be called so. */
  readonly error: string | undefined;
  choose(file: string): void;
  call(name: string): void;
}

/** In place of a name: no file can be called so. */
const newFile = "new file";
const nameForm = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/** At first the one that has the pipeline's cases, or a new one of the trigger's name. */
export function useFileChoice(kept: readonly KeptCases[], trigger: string): FileChoice {
  const files = filesForNew(kept);
  const [typed, setTyped] = useState<string>();
  const [picked, choose] = useState<string>();
  const chosen = picked ?? files[0] ?? newFile;
  const newName = typed ?? (kept.some(({ name }) => name === trigger) ? "" : trigger);
  const isTaken = kept.some(({ name }) => name === newName);
  const fault = isTaken
    ? "There is a file of this name."
    : nameForm.test(newName)
      ? undefined
      : "Use 1 to 64 of a-z 0-9 _ -, a letter or digit first.";
  return {
    ...{ files, chosen, newName, choose, call: setTyped },
    name: chosen === newFile ? newName : chosen,
    error: chosen === newFile ? fault : undefined,
  };
}

export interface FileFieldsProps {
  readonly choice: FileChoice;
  /** Whether what is wrong is told: not before somebody tried. */
  readonly isTried: boolean;
}

/** Chooses a file of cases, or names a new one. */
export function FileFields({ choice, isTried }: FileFieldsProps) {
  const { files, chosen, newName, error } = choice;
  const choices = [...files.map((value) => ({ value, label: <span className="code">{value}</span> })), another];
  return (
    <>
      {files.length > 0 && (
        <Select label="File" choices={choices} value={chosen} onChange={(file) => choice.choose(file)} />
      )}
      {chosen === newFile && (
        <TextField
          label="Name of the new file"
          mono
          value={newName}
          maxLength={64}
          onChangeText={(name) => choice.call(name)}
          error={isTried ? error : undefined}
          hint={
            <>
              Among plain files <span className="code">tests/{newName || "…"}.cases.json</span>.
            </>
          }
        />
      )}
    </>
  );
}

const another = { value: newFile, label: "New file…" };
