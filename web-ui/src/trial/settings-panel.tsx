import { TextField } from "../ui/field.tsx";
import type { Trial } from "./use-trial.ts";

export interface SettingsPanelProps {
  readonly trial: Pick<Trial, "settings" | "input" | "change">;
}

/** What the scripts find under the names of settings they ask for. Those of a worker are not known here. */
export function SettingsPanel({ trial: { settings, input, change } }: SettingsPanelProps) {
  const { env = {} } = input;
  if (settings.length === 0) return null;
  const set = (name: string, value: string): void => {
    const { [name]: _, ...others } = env;
    change({ env: value === "" ? others : { ...others, [name]: value } });
  };
  return (
    <section aria-label="Mock settings" className="grid gap-3 border-t border-line-1 px-4 py-3">
      <h2 className="font-semibold">Mock settings</h2>
      {settings.map((name) => (
        <TextField
          key={name}
          label={<span className="code">{name}</span>}
          size="sm"
          mono
          value={env[name] ?? ""}
          onChangeText={(value) => set(name, value)}
          hint={env[name] === undefined ? "Not set." : undefined}
        />
      ))}
    </section>
  );
}
