import type { ReactElement } from "react";

import type { HandedSecrets } from "../../data/workspace.ts";
import { TextField } from "../../ui/field.tsx";

export interface SecretValuesProps {
  /** Those whose values a script could read. */
  readonly names: readonly string[];
  readonly values: HandedSecrets;
  readonly onChange: (name: string, value: string) => void;
}

/** A journal has no value of a secret. Where a script could read one, it can be typed in for this screen. */
export function SecretValues({ names, values, onChange }: SecretValuesProps): ReactElement {
  if (names.length === 0) {
    return (
      <p className="px-4 py-3 text-fg-2">
        No script could read a secret's value. Those that are bound to hosts are put into requests only, and the
        answers are recorded.
      </p>
    );
  }
  return (
    <div className="grid max-w-120 gap-3 px-4 py-3">
      <p className="text-12 text-fg-2">
        A journal has names and versions only. A script that needed a value finds a stand-in, unless it is typed here;
        it stays in this tab.
      </p>
      {names.map((name) => (
        <TextField
          key={name}
          label={<span className="code">{name}</span>}
          type="password"
          mono
          value={values[name] ?? ""}
          onChangeText={(text) => onChange(name, text)}
        />
      ))}
    </div>
  );
}
