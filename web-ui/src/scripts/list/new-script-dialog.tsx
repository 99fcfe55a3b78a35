import { useId, useState } from "react";
import { useLocation } from "wouter";

import { faultOf } from "../../data/faults.ts";
import { useHome } from "../../data/home.tsx";
import { useHooks } from "../../data/queries/pipelines.ts";
import { useSaveScript, useScripts } from "../../data/queries/scripts.ts";
import { freeScriptId, templateFor } from "../../pipelines/model/templates.ts";
import { FaultNote } from "../../parts/fault-note.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";

export interface NewScriptDialogProps {
  /** The hook it is for; "" when it does not matter. */
  readonly trigger: string;
  readonly onClose: () => void;
}

/** Makes a script of a template, and opens it. */
export function NewScriptDialog({ trigger, onClose }: NewScriptDialogProps) {
  const { paths } = useHome();
  const [, navigate] = useLocation();
  const hooks = useHooks();
  const { data: scripts = [] } = useScripts();
  const save = useSaveScript();
  const [name, setName] = useState("");
  const formId = useId();
  const [hookName, setHookName] = useState(trigger || "before_signup");
  const hook = hooks.find((one) => one.name === hookName) ?? { name: hookName, mode: "blocking" as const };
  const id = freeScriptId(name || hookName, new Set(scripts.map((script) => script.id)));
  const create = (): void => {
    const code = templateFor({ trigger: hook.name, mode: hook.mode });
    const script = { id, name: name.trim() || id, code };
    save.mutate(
      { script, version: 0, note: "Made from the template" },
      { onSuccess: () => navigate(paths.scripts(id)) },
    );
  };
  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button variant="primary" type="submit" form={formId} busy={save.isPending}>
        Create {id}
      </Button>
    </>
  );
  return (
    <Dialog open onClose={onClose} title="New script" footer={footer}>
      <form
        id={formId}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          create();
        }}
      >
        <TextField
          label="Name"
          size="lg"
          autoFocus
          maxLength={64}
          value={name}
          onChangeText={setName}
          hint={
            <>
              Its id will be <span className="code">{id}</span>.
            </>
          }
        />
        <Select
          label="Begins as"
          size="lg"
          choices={hooks.map((one) => ({ value: one.name, label: `${one.title}, ${one.mode}` }))}
          value={hook.name}
          onChange={setHookName}
          hint="A template that runs as it is. The script can be used at any hook."
        />
        {save.isError && <FaultNote fault={faultOf(save.error)} />}
      </form>
    </Dialog>
  );
}
