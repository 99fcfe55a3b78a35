import { useState } from "react";

import { standInFor } from "../data/case-files.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { formatNumber } from "../ui/format.ts";
import { Segmented } from "../ui/segmented.tsx";
import { Tag } from "../ui/tag.tsx";
import type { SecretChoice, TrialSecret } from "./trial-secrets.ts";
import type { Trial } from "./use-trial.ts";

export interface SecretsPanelProps {
  readonly trial: Pick<Trial, "secrets" | "choose">;
}

/** What the scripts find under the names of secrets they ask for. Stored values are never tried with. */
export function SecretsPanel({ trial: { secrets, choose } }: SecretsPanelProps) {
  const [opened, setOpened] = useState<string>();
  const secret = secrets.find(({ name }) => name === opened);
  if (secrets.length === 0) return null;
  return (
    <section aria-label="Mock secrets" className="border-t border-line-1">
      <div className="flex items-center gap-2 px-4 py-2">
        <h2 className="font-semibold">Mock secrets</h2>
        <span className="text-12 text-fg-3">{formatNumber(secrets.length)}</span>
      </div>
      <ul>
        {secrets.map((each) => (
          <li key={each.name} className="border-t border-line-1">
            <button
              type="button"
              className="flex h-8 w-full items-center gap-3 px-4 text-left hover:bg-hover"
              onClick={() => setOpened(each.name)}
            >
              <span className="code min-w-0 flex-1 truncate">{each.name}</span>
              {each.hosts.length > 0 && <span className="truncate text-12 text-fg-3">{each.hosts.join(", ")}</span>}
              <Tag tone={each.choice.kind === "absent" ? "warning" : "line"}>{choiceWords[each.choice.kind]}</Tag>
            </button>
          </li>
        ))}
      </ul>
      {secret && (
        <SecretDialog
          key={secret.name}
          secret={secret}
          onSave={(choice) => choose(secret.name, choice)}
          onClose={() => setOpened(undefined)}
        />
      )}
    </section>
  );
}

const choiceWords: Readonly<Record<SecretChoice["kind"], string>> = {
  "stand-in": "stand-in",
  value: "typed value",
  absent: "not set",
};

const kinds = [
  { value: "stand-in", label: "Stand-in" },
  { value: "value", label: "Value" },
  { value: "absent", label: "Not set" },
] as const;

interface SecretDialogProps {
  readonly secret: TrialSecret;
  readonly onSave: (choice: SecretChoice) => void;
  readonly onClose: () => void;
}

function SecretDialog({ secret: { name, choice }, onSave, onClose }: SecretDialogProps) {
  const [kind, setKind] = useState(choice.kind);
  const [value, setValue] = useState(choice.kind === "value" ? choice.value : "");
  const isEmpty = kind === "value" && value === "";
  const save = (): void => {
    onSave(kind === "value" ? { kind, value } : { kind });
    onClose();
  };
  return (
    <Dialog
      open
      size="sm"
      onClose={onClose}
      onConfirm={isEmpty ? undefined : save}
      title={`Mock ${name}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabledReason={isEmpty ? "Type a value first." : undefined} onClick={save}>
            Save mock
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <Segmented label="What scripts find" segments={kinds} value={kind} onChange={setKind} wide />
        {kind === "value" ? (
          <TextField
            label="Value"
            mono
            value={value}
            onChangeText={setValue}
            hint="Use a made-up one: it is forgotten with this page, and a saved case has it as it is."
          />
        ) : (
          <p className="text-12 text-fg-2">
            {kind === "absent" ? (
              <>
                <span className="code">helpers.secret</span> answers nil.
              </>
            ) : (
              <span className="code">{standInFor(name)}</span>
            )}
          </p>
        )}
      </div>
    </Dialog>
  );
}
