import { useHome } from "../data/home.tsx";
import { useDeployment } from "../data/queries/deployment.ts";
import { TextField } from "../ui/field.tsx";
import type { Trial } from "./use-trial.ts";

export interface SettingsPanelProps {
  readonly trial: Pick<Trial, "settings" | "input" | "change">;
}

/** What the scripts find under the names of settings they ask for. Of those of a worker only the names are known here. */
export function SettingsPanel({ trial: { settings, input, change } }: SettingsPanelProps) {
  const { env = {} } = input;
  const { name: home } = useHome();
  const deployed = useDeployment()?.settings;
  if (settings.length === 0) return null;
  const unset = (name: string): string => {
    if (home !== "admin" || !deployed) return "Not set.";
    return deployed.includes(name) ? "Not set here. The deployment sets it." : "Not set, nor does the deployment set it.";
  };
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
          hint={env[name] === undefined ? unset(name) : undefined}
        />
      ))}
    </section>
  );
}
