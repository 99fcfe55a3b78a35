import { useState } from "react";

import { ModeMark } from "../../parts/mode-mark.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Combobox } from "../../ui/combobox.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Select } from "../../ui/select.tsx";
import { Switch } from "../../ui/switch.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { Line, Part } from "./part.tsx";

const hookNames = ["before_signup", "after_signup", "before_signin"] as const;
const hookChoices = hookNames.map((value) => ({
  value,
  label: (
    <>
      <ModeMark mode={value === "after_signup" ? "async" : "blocking"} size={14} />
      <span className="code">{value}</span>
    </>
  ),
}));

const scriptIds = ["disposable_domain", "geo_risk", "normalize_email", "risk_verdict"];

/** What is chosen from. */
export function Choices() {
  const [hook, setHook] = useState<(typeof hookNames)[number]>("before_signup");
  const [script, setScript] = useState<string | null>("geo_risk");
  return (
    <Part title="Choices: select, combobox, switch, checkbox, segments, tabs">
      <div className="grid gap-3 md:grid-cols-2">
        <Select label="Hook" choices={hookChoices} value={hook} onChange={setHook} />
        <Combobox label="Script" items={scriptIds} textOf={(id) => id} value={script} onChange={setScript} />
        <Select
          label="Version"
          choices={[]}
          value={null}
          onChange={() => undefined}
          placeholder="None published"
          disabled
        />
      </div>
      <Toggles />
      <Panels />
    </Part>
  );
}

function Toggles() {
  const [on, setOn] = useState(true);
  const [checked, setChecked] = useState(true);
  const [rule, setRule] = useState<"block" | "allow">("block");
  return (
    <>
      <Switch
        label="Record for replay"
        hint="Stores fetch results, masked, with each kept trace."
        checked={on}
        onChange={setOn}
        className="max-w-80"
      />
      <Line label="Others">
        <Switch label="Off, disabled" hideLabel checked={false} disabled onChange={() => undefined} />
        <Checkbox label="Checked" checked={checked} onChange={setChecked} />
        <Checkbox label="Some" checked={false} indeterminate onChange={() => undefined} />
        <Checkbox label="Disabled" checked={false} disabled onChange={() => undefined} />
        <Segmented
          label="If a script fails"
          value={rule}
          onChange={setRule}
          segments={[
            { value: "block", label: "Block" },
            { value: "allow", label: "Allow" },
          ]}
        />
      </Line>
    </>
  );
}

function Panels() {
  const [tab, setTab] = useState<"error" | "input" | "logs" | "attributes">("error");
  const panel = (text: string) => <p className="p-4 text-12 text-fg-2">{text}</p>;
  return (
    <Tabs
      label="Span"
      value={tab}
      onChange={setTab}
      tabs={[
        { value: "error", label: "Error", panel: panel("Where it failed, and what is known of the cause.") },
        { value: "input", label: "Input", panel: panel("The context, masked as it was stored.") },
        { value: "logs", label: "Logs", count: 4, panel: panel("What the script logged.") },
        { value: "attributes", label: "Attributes", disabled: true, panel: panel("None.") },
      ]}
    />
  );
}
