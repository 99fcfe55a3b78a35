import { Play, Plus, Search, Undo2 } from "lucide-react";
import { useState } from "react";

import { Button, IconButton, type ButtonVariant } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { TextArea, TextField } from "../../ui/field.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { NumberField } from "../../ui/number-field.tsx";
import { Line, Part } from "./part.tsx";

const variants: readonly ButtonVariant[] = ["primary", "secondary", "quiet", "danger", "danger-solid"];

/** Buttons and fields. */
export function Controls() {
  return (
    <>
      <Part title="Buttons: rest, disabled, with a reason, busy">
        {variants.map((variant) => (
          <Line key={variant} label={variant}>
            <Button variant={variant}>Publish</Button>
            <Button variant={variant} disabled>
              Publish
            </Button>
            <Button variant={variant} disabledReason="2 of 14 tests fail. They have to pass first.">
              Publish
            </Button>
            <Button variant={variant} busy>
              Publishing…
            </Button>
          </Line>
        ))}
        <Line label="Sizes">
          <Button size="sm" icon={<Play size={12} aria-hidden />}>
            24
          </Button>
          <Button icon={<Play size={14} aria-hidden />}>28</Button>
          <Button size="lg" icon={<Play size={14} aria-hidden />}>
            32
          </Button>
          <IconButton label="Undo" keys="mod+z" icon={<Undo2 size={14} aria-hidden />} />
          <IconButton label="Add a script" variant="secondary" icon={<Plus size={14} aria-hidden />} />
          <Button variant="primary" keys="mod+enter">
            Run
          </Button>
          <CopyButton text="8f3a11c2" label="Copy trace id" />
        </Line>
      </Part>
      <Fields />
    </>
  );
}

function Fields() {
  const [share, setShare] = useState<number | null>(25);
  const search = <Search size={14} className="text-fg-3" aria-hidden />;
  return (
    <Part title="Fields: rest, error, disabled, sizes">
      <div className="grid gap-3 md:grid-cols-2">
        <TextField label="Name" mono defaultValue="GEO_KEY" hint="Capitals, digits and _; can't be changed later." />
        <TextField
          label="Name with a mistake"
          mono
          defaultValue="geo-key"
          error="Use A–Z, 0–9 and _, starting with a letter, e.g. GEO_KEY."
        />
        <NumberField
          label="Keep traces"
          unit="%"
          value={share}
          onChange={setShare}
          min={0}
          max={100}
          hint="About 15,000 a day."
        />
        <TextField label="Host" defaultValue="geo.example" disabled />
        <TextField
          label="Find a hook or script"
          hideLabel
          size="sm"
          placeholder="Find a hook or script"
          start={search}
          end={<Kbd>/</Kbd>}
        />
        <TextArea label="Note" placeholder="What changes, for those who read the history" />
      </div>
    </Part>
  );
}
