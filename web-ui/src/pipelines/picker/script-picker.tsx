import { Plus } from "lucide-react";
import { useDeferredValue, useId, useMemo, useRef, useState, type KeyboardEvent } from "react";

import { faultOf } from "../../data/faults.ts";
import { useSaveScript, useScript, useScriptUsage, useScripts } from "../../data/queries/scripts.ts";
import type { HookDescription } from "../../data/workspace.ts";
import { PlainText } from "../../parts/plain-text.tsx";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/field.tsx";
import { Note } from "../../ui/note.tsx";
import { templateFor } from "../model/templates.ts";
import { pickerRows, type PickerRow } from "../model/picker-rows.ts";

export interface ScriptPickerProps {
  readonly hook: HookDescription;
  /** What happens with it, as in "A new layer 2 of before_signup". */
  readonly purpose: string;
  /** Ids of the scripts of this pipeline. */
  readonly present: readonly string[];
  readonly onPick: (scriptId: string) => void;
  readonly onClose: () => void;
}

/** Chooses a script for a place: one there is, or a new one that begins with the template of the hook. */
export function ScriptPicker({ hook, purpose, present, onPick, onClose }: ScriptPickerProps) {
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  // The card that comes of it gets the focus.
  const isPicked = useRef(false);
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const scripts = useScripts().data;
  const usage = useScriptUsage();
  const save = useSaveScript();
  const rows = useMemo(
    () => pickerRows({ text, scripts: scripts ?? [], usage, present, trigger: hook.name }),
    [text, scripts, usage, present, hook.name],
  );
  const active = Math.min(chosen, rows.length - 1);
  const row = rows[active];
  const pick = (picked: PickerRow | undefined): void => {
    if (!picked || save.isPending) return;
    const done = (id: string): void => {
      isPicked.current = true;
      onPick(id);
    };
    if (picked.kind === "existing") return done(picked.id);
    const script = { id: picked.id, code: templateFor({ trigger: hook.name, mode: hook.mode }) };
    save.mutate({ script, version: 0, note: "From the template" }, { onSuccess: ({ id }) => done(id) });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = ({ ArrowDown: 1, ArrowUp: -1 } as const)[event.key];
    if (step !== undefined) setChosen(Math.min(rows.length - 1, Math.max(0, active + step)));
    else if (event.key === "Enter") pick(row);
    else return;
    event.preventDefault();
  };
  const footer = <Footer {...{ row, onClose }} isSaving={save.isPending} onPick={() => pick(row)} />;
  return (
    <Dialog
      open
      onClose={onClose}
      title={purpose}
      size="lg"
      footer={footer}
      initialFocus={input}
      returnFocus={() => !isPicked.current}
    >
      <div className="grid min-h-0 gap-4 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <div className="grid content-start gap-2">
          <TextField
            ref={input}
            label="Find a script, or type the id of a new one"
            value={text}
            onChangeText={(value) => {
              setText(value);
              setChosen(0);
            }}
            onKeyDown={onKeyDown}
            mono
            role="combobox"
            aria-expanded
            aria-controls={listId}
            aria-activedescendant={`${listId}-${active}`}
          />
          <ul id={listId} role="listbox" aria-label="Scripts" className="max-h-80 overflow-y-auto">
            {rows.map((one, index) => (
              <Option
                key={`${one.kind} ${one.id}`}
                id={`${listId}-${index}`}
                row={one}
                selected={index === active}
                onHover={() => setChosen(index)}
                onPick={() => pick(one)}
              />
            ))}
          </ul>
          {save.error !== null && <Note status="error">{faultOf(save.error).text}</Note>}
        </div>
        {row && <Preview row={row} hook={hook} />}
      </div>
    </Dialog>
  );
}

interface FooterProps {
  readonly row: PickerRow | undefined;
  readonly isSaving: boolean;
  readonly onPick: () => void;
  readonly onClose: () => void;
}

function Footer({ row, isSaving, onPick, onClose }: FooterProps) {
  return (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button variant="primary" busy={isSaving} onClick={onPick}>
        {row?.kind === "new" ? `Create ${row.id}` : `Add ${row?.id ?? ""}`}
      </Button>
    </>
  );
}

interface OptionProps {
  readonly id: string;
  readonly row: PickerRow;
  readonly selected: boolean;
  readonly onHover: () => void;
  readonly onPick: () => void;
}

function Option({ id, row, selected, onHover, onPick }: OptionProps) {
  return (
    // The list is driven from the field above it, which keeps the focus.
    <li
      id={id}
      role="option"
      aria-selected={selected}
      className={cx("menu-item h-auto! py-1")}
      onMouseMove={selected ? undefined : onHover}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      {row.kind === "new" ? (
        <>
          <Plus size={14} aria-hidden />
          <span className="min-w-0 flex-1 truncate">
            New script <span className="code font-medium">{row.id}</span> from the template
          </span>
        </>
      ) : (
        <span className="grid min-w-0 flex-1">
          <span className="code truncate font-medium">
            <PlainText text={row.id} />
          </span>
          <span className="truncate text-12 text-fg-3">
            <PlainText text={row.detail} />
          </span>
        </span>
      )}
    </li>
  );
}

function Preview({ row, hook }: { readonly row: PickerRow; readonly hook: HookDescription }) {
  const shown = useDeferredValue(row);
  return (
    <figure className="min-w-0 max-md:hidden">
      <figcaption className="mb-1 text-12 font-medium">
        {shown.kind === "new" ? `Template for ${hook.mode} hooks` : <span className="code">{shown.id}</span>}
      </figcaption>
      {shown.kind === "new" ? (
        <Code text={templateFor({ trigger: hook.name, mode: hook.mode })} />
      ) : (
        <ExistingCode id={shown.id} />
      )}
    </figure>
  );
}

function ExistingCode({ id }: { readonly id: string }) {
  const { data } = useScript(id);
  return <Code text={data?.code ?? ""} />;
}

function Code({ text }: { readonly text: string }) {
  return (
    <pre className="h-80 overflow-auto rounded-4 bg-sunken p-2 text-12" tabIndex={0} aria-label="Code">
      <PlainText text={text} lines />
    </pre>
  );
}
