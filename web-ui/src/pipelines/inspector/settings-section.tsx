import { useState } from "react";
import { limits as catalogLimits, type LimitName } from "sluice";

import { useLimits } from "../../data/queries/deployment.ts";
import type { HookDescription } from "../../data/workspace.ts";
import { Button } from "../../ui/button.tsx";
import { formatNumber } from "../../ui/format.ts";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/field.tsx";
import { NumberField } from "../../ui/number-field.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Switch } from "../../ui/switch.tsx";
import type { Editing } from "../editing/editors.tsx";
import { changeSettings, type Pipeline, type Settings } from "../model/draft.ts";
import { onErrorOf, onErrorSentence } from "../model/words.ts";

export interface SettingsSectionProps {
  readonly hook: HookDescription;
  readonly pipeline: Pipeline;
  readonly editing: Editing;
}

type Change = { readonly [Name in keyof Settings]?: Settings[Name] | undefined };

/** Each says what follows from it, in one sentence. */
export function SettingsSection({ hook, pipeline, editing: { editor } }: SettingsSectionProps) {
  const { settings } = pipeline;
  const change = (changed: Change, edit: string, join?: string): void =>
    editor.edit(changeSettings(pipeline, changed), { edit, ...(join !== undefined && { join }) });
  const sample = (changed: Partial<NonNullable<Settings["sampling"]>>, edit: string): void => {
    const sampling = { ...settings.sampling, ...changed };
    change({ sampling: sampling }, edit, edit);
  };
  const isAsync = hook.mode === "async";
  const shareKept = settings.sampling?.trace ?? 1;
  return (
    <section className="inspector-section gap-3!" aria-label="Settings">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5">
        <span className="text-12 font-medium">If a script fails</span>
        <Segmented
          label="If a script fails"
          value={onErrorOf(hook, settings)}
          disabled={isAsync}
          segments={[
            { value: "block", label: "Block" },
            { value: "allow", label: "Allow" },
          ]}
          onChange={(onError) => change({ onError: onError === "block" ? undefined : onError }, "if a script fails")}
        />
        <span className="col-span-2 text-12 text-fg-3">{onErrorSentence(hook, settings)}</span>
      </div>
      {!isAsync && onErrorOf(hook, settings) === "block" && (
        <TextField
          label="What a blocked user reads"
          size="md"
          value={settings.failureText ?? ""}
          placeholder={hook.failureText ?? ""}
          maxLength={1_024}
          onChangeText={(text) =>
            change({ failureText: text === "" ? undefined : text }, "failure text", "failureText")
          }
        />
      )}
      <NumberField
        label="Keep traces"
        size="md"
        unit="%"
        min={0}
        max={100}
        step={5}
        value={Math.round(shareKept * 100)}
        onChange={(percent) => sample({ trace: (percent ?? 0) / 100 }, "keep traces")}
        hint="Of executions that went well. Blocked and failed ones are always kept."
        className="number-inline"
      />
      <Switch
        label="Record for replay"
        checked={(settings.sampling?.journal ?? 0) > 0}
        onChange={(on) => sample({ journal: on ? 1 : 0 }, "record for replay")}
        hint="Stores the whole context and what services answered, sealed, with each kept trace."
      />
      <LimitFields settings={settings} onChange={(limits, edit) => change({ limits }, edit, edit)} />
    </section>
  );
}

interface LimitFieldsProps {
  readonly settings: Settings;
  readonly onChange: (limits: Settings["limits"] | undefined, edit: string) => void;
}

const lowerable = catalogLimits.filter(({ plan }) => plan);

/** A pipeline may lower the deployment's limits, never raise them. */
function LimitFields({ settings, onChange }: LimitFieldsProps) {
  const [added, setAdded] = useState<LimitName>();
  const deployed = useLimits();
  const set = settings.limits ?? {};
  const shown = lowerable.filter(({ name }) => set[name] !== undefined || name === added);
  const others = lowerable.filter((limit) => !shown.includes(limit));
  const change = (name: LimitName, value: number | undefined): void => {
    const { [name]: _, ...rest } = set;
    const next = value === undefined ? rest : { ...rest, [name]: value };
    onChange(Object.keys(next).length > 0 ? next : undefined, `limit ${name}`);
  };
  return (
    <div className="grid gap-2">
      <h3 className="text-12 font-medium">Limits</h3>
      {shown.length === 0 && <p className="text-12 text-fg-3">Those of the deployment. A pipeline may lower them.</p>}
      {shown.map(({ name, unit }) => (
        <div key={name} className="flex items-end gap-2">
          <NumberField
            className="min-w-0 flex-1"
            label={`${name}, at most ${formatNumber(deployed[name])}`}
            size="md"
            min={1}
            max={deployed[name]}
            unit={unit === "count" ? undefined : unit}
            value={set[name] ?? deployed[name]}
            onChange={(value) => change(name, value ?? undefined)}
          />
          <Button
            size="md"
            variant="quiet"
            aria-label={`Use the deployment's ${name}`}
            onClick={() => {
              setAdded(undefined);
              change(name, undefined);
            }}
          >
            Reset
          </Button>
        </div>
      ))}
      <Select
        label="Lower a limit"
        hideLabel
        size="md"
        placeholder="Lower a limit…"
        value={null}
        choices={others.map(({ name }) => ({ value: name, label: `${name} (${formatNumber(deployed[name])})` }))}
        onChange={setAdded}
      />
    </div>
  );
}
