import type { SecretListing } from "sluice";
import { useRef, useState, type ReactElement, type RefObject } from "react";

import { faultOf } from "../data/faults.ts";
import { useSetSecret } from "../data/queries/secrets.ts";
import { FaultNote } from "../parts/fault-note.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { Note } from "../ui/note.tsx";
import { allHosts, HostsField } from "./hosts-field.tsx";
import { nameFault, valueFault } from "./model/secret-forms.ts";
import { ValueField } from "./value-field.tsx";

export interface SetDialogProps {
  /** The secret to rotate; undefined: a new one. */
  readonly secret: SecretListing | undefined;
  readonly taken: readonly string[];
  readonly onClose: () => void;
  readonly onDone: (name: string) => void;
}

/** Asks for a value: of a new secret, or another one of a secret that is there. What was typed is gone with the dialog. */
export function SetDialog({ secret, taken, onClose, onDone }: SetDialogProps): ReactElement {
  const [name, setName] = useState(secret?.name ?? "");
  const [value, setValue] = useState("");
  const [hosts, setHosts] = useState<readonly string[]>(secret?.hosts ?? []);
  const [hostText, setHostText] = useState("");
  const [note, setNote] = useState("");
  const first = useRef<HTMLElement>(null);
  const saving = useSetSecret();
  const wrongName = secret ? undefined : nameFault(name, taken);
  const bound = allHosts(hosts, hostText);
  const missing = missingPart({ name, value, wrongName, bound });
  const save = async (): Promise<void> => {
    if (missing !== undefined || saving.isPending || bound === undefined) return;
    const version = secret?.version ?? 0;
    const saved = await saving
      .mutateAsync({ name, value, version, hosts: bound, ...(note !== "" && { note }) })
      .catch(() => undefined);
    if (!saved) return;
    setValue("");
    saving.reset();
    onDone(name);
  };
  const action = secret ? "Rotate" : "Create";
  const footer = (
    <>
      <span className="mr-auto text-12 text-fg-3">Recorded in the audit log, without the value</span>
      <Button onClick={onClose}>Cancel</Button>
      <Button
        variant="primary"
        keys="mod+enter"
        busy={saving.isPending}
        disabledReason={missing}
        onClick={() => void save()}
      >
        {action}
      </Button>
    </>
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={<Title secret={secret} />}
      footer={footer}
      onConfirm={() => void save()}
      initialFocus={first}
    >
      {!secret && (
        <TextField
          ref={first}
          label="Name"
          mono
          value={name}
          onChangeText={setName}
          hint='Scripts ask for it by this name: helpers.secret("GEO_KEY")'
          error={wrongName}
        />
      )}
      <ValueField
        label={secret ? "New value" : "Value"}
        value={value}
        onChange={setValue}
        ref={secret ? (first as RefObject<HTMLTextAreaElement | null>) : null}
      />
      <HostsField hosts={hosts} onChange={setHosts} text={hostText} onText={setHostText} />
      {bound?.length === 0 && (
        <Note status="warning">
          Without a host, any script that names it can read it and send it anywhere. Bind it, unless a script has to
          work with the value itself.
        </Note>
      )}
      {secret && <Consequences secret={secret} />}
      <TextField
        label="Note"
        value={note}
        onChangeText={setNote}
        hint="Why, for whoever reads the audit log. Optional."
      />
      {saving.error && <FaultNote fault={faultOf(saving.error)} />}
    </Dialog>
  );
}

function Title({ secret }: Pick<SetDialogProps, "secret">): ReactElement {
  if (!secret) return <>New secret</>;
  return (
    <>
      Rotate <span className="code">{secret.name}</span>
    </>
  );
}

function Consequences({ secret }: { readonly secret: SecretListing }): ReactElement {
  const { scripts, pipelines } = secret.users;
  return (
    <dl className="secret-facts rounded-4 bg-canvas p-3">
      <dt>Used by</dt>
      <dd className="code">{[...pipelines, ...scripts].join(", ") || "nothing"}</dd>
      <dt>Takes effect</dt>
      <dd>With the next run</dd>
      <dt>Old value</dt>
      <dd>Gone once you rotate; runs in flight finish with it</dd>
    </dl>
  );
}

interface Parts {
  readonly name: string;
  readonly value: string;
  readonly wrongName: string | undefined;
  readonly bound: readonly string[] | undefined;
}

/** Why it cannot be saved yet. */
function missingPart({ name, value, wrongName, bound }: Parts): string | undefined {
  if (name === "") return "It needs a name";
  if (wrongName !== undefined) return "The name can't be used";
  if (value === "") return "It needs a value";
  if (valueFault(value) !== undefined) return "The value can't be used";
  return bound === undefined ? "A host can't be used" : undefined;
}
