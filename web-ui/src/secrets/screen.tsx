import { Plus, RotateCw, Search } from "lucide-react";
import type { SecretListing } from "sluice";
import { useMemo, useRef, useState, type ReactElement, type RefObject } from "react";

import { useSecrets } from "../data/queries/secrets.ts";
import { useCan } from "../data/queries/workspace.ts";
import { FaultState } from "../parts/fault-state.tsx";
import { useCommands } from "../shell/commands.ts";
import { ScreenFrame, type Inspector } from "../shell/screen-frame.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { TextField } from "../ui/field.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { useIsNarrow } from "../ui/use-media-query.ts";
import { BindDialog } from "./bind-dialog.tsx";
import { DeleteDialog } from "./delete-dialog.tsx";
import { currentKey, findSecrets, isUsed, underOlderKeys, type SecretUse } from "./model/secret-list.ts";
import { RewrapDialog } from "./rewrap-dialog.tsx";
import { SecretFacts } from "./secret-facts.tsx";
import { SecretTable } from "./secret-table.tsx";
import { SetDialog } from "./set-dialog.tsx";
import "./secrets.css";

/** What a person is about to do. */
export type SecretAction =
  | { readonly kind: "create" }
  | { readonly kind: "rotate" | "bind" | "delete"; readonly name: string }
  | { readonly kind: "rewrap" };

const none: readonly SecretListing[] = [];

/** Secrets: their names and where they may go. Values go in and never come out. */
export function Screen(): ReactElement {
  const { data: secrets = none, error, isPending, refetch } = useSecrets();
  const [text, setText] = useState("");
  const [use, setUse] = useState<SecretUse>("all");
  const [selected, setSelected] = useState<string>();
  const [action, setAction] = useState<SecretAction>();
  const mayWrite = useCan("write");
  const search = useRef<HTMLInputElement>(null);
  const found = useMemo(() => findSecrets(secrets, text, use), [secrets, text, use]);
  const key = currentKey(secrets);
  const chosen = secrets.find(({ name }) => name === selected);
  const create = (): void => setAction({ kind: "create" });
  const showAll = (): void => {
    setText("");
    setUse("all");
  };
  useCommands(
    [
      { keys: "n", label: "New secret…", disabled: !mayWrite, run: create },
      { keys: "/", label: "Find a secret", run: () => search.current?.focus() },
    ],
    { group: "Secrets" },
  );
  const inspector: Inspector | undefined = chosen && {
    label: chosen.name,
    content: <SecretFacts key={chosen.name} secret={chosen} {...{ mayWrite }} currentKey={key} onAction={setAction} />,
    open: true,
    onClose: () => setSelected(undefined),
    storageKey: "secrets.facts",
  };
  return (
    <ScreenFrame
      title="Secrets"
      detail={isPending ? "write-only" : `${secrets.length}, write-only`}
      actions={<Actions {...{ secrets, mayWrite }} onAction={setAction} />}
      toolbar={<Tools {...{ secrets, text, use, search }} onText={setText} onUse={setUse} />}
      inspector={inspector}
    >
      {isPending && <SkeletonRows rows={6} height={32} columns={["110px", "160px", "120px", "70px"]} label="Secrets" />}
      {error && secrets.length === 0 && (
        <FaultState
          error={error}
          title="Secrets couldn't be loaded"
          unaffected="Runs that use them are unaffected."
          onRetry={() => void refetch()}
        />
      )}
      {!isPending && !error && secrets.length === 0 && <NoSecrets mayWrite={mayWrite} onCreate={create} />}
      {secrets.length > 0 && found.length === 0 && (
        <EmptyState title="No secret fits" actions={<Button onClick={showAll}>Show all</Button>} />
      )}
      {found.length > 0 && (
        <SecretTable
          secrets={found}
          {...{ selected, mayWrite }}
          currentKey={key}
          onSelect={setSelected}
          onAction={setAction}
        />
      )}
      {secrets.length > 0 && <WriteOnlyNote />}
      {action && (
        <ActionDialog
          {...{ action, secrets }}
          onClose={() => setAction(undefined)}
          onDone={(name) => {
            setAction(undefined);
            setSelected(name);
          }}
        />
      )}
    </ScreenFrame>
  );
}

function WriteOnlyNote(): ReactElement {
  return (
    <p className="max-w-160 px-4 py-3 text-12 leading-4.5 text-fg-3">
      Values are sealed with the deployment's key and opened only inside a run. They can't be read back here, by
      scripts' logs, or by the API. Keep the originals where you keep them now.
    </p>
  );
}

function NoSecrets({
  mayWrite,
  onCreate,
}: {
  readonly mayWrite: boolean;
  readonly onCreate: () => void;
}): ReactElement {
  return (
    <EmptyState
      title="No secrets yet"
      actions={
        <Button variant="primary" disabled={!mayWrite} onClick={onCreate}>
          New secret…
        </Button>
      }
    >
      Keys and passwords that scripts need for their fetches. Bound to a host, a script never sees the value itself.
    </EmptyState>
  );
}

interface ActionsProps {
  readonly secrets: readonly SecretListing[];
  readonly mayWrite: boolean;
  readonly onAction: (action: SecretAction) => void;
}

function Actions({ secrets, mayWrite, onAction }: ActionsProps): ReactElement {
  const mayRewrap = useCan("admin");
  const isNarrow = useIsNarrow();
  const older = underOlderKeys(secrets);
  const label = older === 0 ? "Re-wrap…" : `Re-wrap ${older} to ${currentKey(secrets)}…`;
  return (
    <>
      {!isNarrow && mayRewrap && (
        <Button
          size="sm"
          variant="quiet"
          icon={<RotateCw size={14} aria-hidden />}
          onClick={() => onAction({ kind: "rewrap" })}
        >
          {label}
        </Button>
      )}
      <Button
        size="sm"
        variant="primary"
        icon={<Plus size={14} aria-hidden />}
        disabledReason={mayWrite ? undefined : "This token may read only"}
        onClick={() => onAction({ kind: "create" })}
      >
        {isNarrow ? "New" : "New secret"}
      </Button>
    </>
  );
}

interface ToolsProps {
  readonly secrets: readonly SecretListing[];
  readonly text: string;
  readonly use: SecretUse;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly onText: (text: string) => void;
  readonly onUse: (use: SecretUse) => void;
}

function Tools({ secrets, text, use, search, onText, onUse }: ToolsProps): ReactElement {
  const unused = secrets.filter((secret) => !isUsed(secret)).length;
  return (
    <>
      <TextField
        ref={search}
        label="Find a secret"
        hideLabel
        size="sm"
        className="w-60 max-md:flex-1"
        placeholder="Find by name, host or script"
        value={text}
        onChangeText={onText}
        start={<Search size={14} className="shrink-0 text-fg-3" aria-hidden />}
        end={<Kbd>/</Kbd>}
      />
      <Segmented
        label="Which secrets"
        value={use}
        onChange={onUse}
        segments={[
          { value: "all", label: "All" },
          { value: "used", label: "In use" },
          { value: "unused", label: <>Unused {unused > 0 && <span className="text-11 text-fg-3">{unused}</span>}</> },
        ]}
      />
    </>
  );
}

interface ActionDialogProps {
  readonly action: SecretAction;
  readonly secrets: readonly SecretListing[];
  readonly onClose: () => void;
  readonly onDone: (name: string | undefined) => void;
}

function ActionDialog({ action, secrets, onClose, onDone }: ActionDialogProps): ReactElement | null {
  const taken = secrets.map(({ name }) => name);
  if (action.kind === "create") return <SetDialog secret={undefined} {...{ taken, onClose, onDone }} />;
  if (action.kind === "rewrap") return <RewrapDialog older={underOlderKeys(secrets)} onClose={onClose} />;
  const secret = secrets.find(({ name }) => name === action.name);
  if (!secret) return null;
  switch (action.kind) {
    case "rotate":
      return <SetDialog secret={secret} {...{ taken, onClose, onDone }} />;
    case "bind":
      return <BindDialog secret={secret} onClose={onClose} />;
    case "delete":
      return <DeleteDialog secret={secret} onClose={onClose} onDone={() => onDone(undefined)} />;
  }
}
