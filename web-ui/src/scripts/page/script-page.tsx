import { Save, Trash2 } from "lucide-react";
import { useState } from "react";
import { useSearchParams } from "wouter";

import { useHome } from "../../data/home.tsx";
import { useLimits } from "../../data/queries/deployment.ts";
import { useCodeCheck, useScriptUsage } from "../../data/queries/scripts.ts";
import { useScriptCode, useScriptEditing, type ScriptEditing } from "../../data/queries/script-editing.ts";
import { useCan } from "../../data/queries/workspace.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useCommands } from "../../shell/commands.ts";
import { ScreenFrame } from "../../shell/screen-frame.tsx";
import { StatusItem } from "../../shell/slots.tsx";
import { Button, buttonClass, IconButton } from "../../ui/button.tsx";
import { formatNumber } from "../../ui/format.ts";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { Link } from "wouter";
import { LazyCodeEditor } from "../../editor/lazy-code-editor.tsx";
import { SaveNote } from "../../editor/save-note.tsx";
import { useScriptLanguage } from "../../editor/use-script-language.ts";
import { CaseStatus } from "../../trial/cases/cases-panel.tsx";
import { coverageIn, useRunMarks } from "../../trial/use-bench.ts";
import { AboutPanel } from "./about-panel.tsx";
import { DeleteScriptDialog } from "./delete-script-dialog.tsx";
import { TestPanel } from "./test-panel.tsx";
import { useTesting, type Testing } from "./use-testing.ts";
import { VersionsPanel } from "./versions-panel.tsx";

type Panel = "test" | "about" | "versions";

/** One script: its code, and beside it what it is, what it was, and what it does. */
export function ScriptPage({ id }: { readonly id: string }) {
  const { paths } = useHome();
  const editing = useScriptEditing(id);
  const { stored, name, fault } = editing;
  const [isDeleting, setDeleting] = useState(false);
  const [isShown, setShown] = useState(false);
  const [note, setNote] = useState("");
  const canWrite = useCan("write");
  const testing = useTesting(id);
  const { run } = testing.bench.trial;
  const runHere = (): void => {
    setShown(true);
    run();
  };
  const save = async (): Promise<void> => {
    if (await editing.keeper.save(note.trim() || undefined)) setNote("");
  };
  useCommands(
    [
      { label: `Save ${id}`, keys: "mod+s", inFields: true, disabled: !canWrite, run: () => void save() },
      { label: `Run ${id}`, keys: "mod+enter", inFields: true, run: runHere },
      { label: `Delete ${id}…`, disabled: !canWrite || !stored, run: () => setDeleting(true) },
    ],
    { group: "Scripts" },
  );
  const crumbs = [{ label: "Scripts", to: paths.scripts() }];
  if (stored === undefined && !fault) {
    return (
      <ScreenFrame title={id} crumbs={crumbs}>
        <SkeletonRows height={20} columns={["60%"]} label="The script's parts" />
      </ScreenFrame>
    );
  }
  if (stored === null && editing.save.kind === "saved") return <NoScript id={id} />;
  const inspector = {
    label: "Script",
    content: <Panels {...{ id, editing, note, canWrite, testing }} onNote={setNote} />,
    open: isShown,
    onClose: () => setShown(false),
    storageKey: "scripts.panel",
    width: 384,
  };
  return (
    <ScreenFrame
      title={name || id}
      crumbs={crumbs}
      detail={name === id ? saveWords(editing) : `${id}, ${saveWords(editing)}`}
      actions={
        <Actions
          {...{ id, editing, canWrite }}
          onSave={() => void save()}
          onDelete={() => setDeleting(true)}
          onShow={() => setShown(true)}
        />
      }
      inspector={inspector}
      fixed
    >
      <Editor {...{ id, editing, testing }} readOnly={!canWrite} />
      <StatusItem>{saveWords(editing)}</StatusItem>
      {testing.bench.isIn && <CaseStatus bench={testing.bench} />}
      {isDeleting && (
        <DeleteScriptDialog id={id} onClose={() => setDeleting(false)} onDeleted={() => editing.keeper.discard()} />
      )}
    </ScreenFrame>
  );
}

/** How far it is saved, in a few words. */
function saveWords({ save, stored }: Pick<ScriptEditing, "save" | "stored">): string {
  const version = stored ? `version ${stored.version}` : "no version yet";
  const words = {
    saved: `${version}, saved`,
    edited: `${version}, edited since`,
    saving: "saving",
    conflict: "saved by somebody else",
    failed: "not saved",
  } as const;
  return words[save.kind];
}

function NoScript({ id }: { readonly id: string }) {
  const { paths } = useHome();
  return (
    <ScreenFrame title={id} crumbs={[{ label: "Scripts", to: paths.scripts() }]}>
      <EmptyState
        title={`There is no script ${id}`}
        actions={
          <Link href={paths.scripts()} className={buttonClass()}>
            All scripts
          </Link>
        }
      >
        It was deleted, or never was. What was saved under this id before stands below and can be brought back.
      </EmptyState>
      <div className="mx-auto max-w-[640px]">
        <VersionsPanel id={id} current={0} />
      </div>
    </ScreenFrame>
  );
}

interface ActionsProps {
  readonly id: string;
  readonly editing: ScriptEditing;
  readonly canWrite: boolean;
  readonly onSave: () => void;
  readonly onDelete: () => void;
  readonly onShow: () => void;
}

function Actions({ id, editing, canWrite, onSave, onDelete, onShow }: ActionsProps) {
  const { save } = editing;
  const reason = !canWrite ? "This token may only read." : save.kind === "saved" ? "Nothing was changed." : undefined;
  return (
    <>
      <IconButton
        label={`Delete ${id}…`}
        icon={<Trash2 size={14} aria-hidden />}
        className="max-md:hidden"
        disabled={!canWrite}
        onClick={onDelete}
      />
      <Button className="xl:hidden" onClick={onShow}>
        Details
      </Button>
      <Button
        variant="primary"
        icon={<Save size={14} aria-hidden />}
        keys="mod+s"
        busy={save.kind === "saving"}
        disabledReason={save.kind === "saving" ? undefined : reason}
        onClick={onSave}
      >
        <span>
          Save<span className="max-md:hidden"> version</span>
        </span>
      </Button>
    </>
  );
}

interface EditorProps {
  readonly id: string;
  readonly editing: ScriptEditing;
  readonly testing: Testing;
  readonly readOnly: boolean;
}

function Editor({ id, editing, testing: { bench }, readOnly }: EditorProps) {
  const { keeper, save, fault } = editing;
  const code = useScriptCode(keeper);
  const { data: problems = [] } = useCodeCheck(code);
  const { scriptBytes } = useLimits();
  const language = useScriptLanguage(id, { trigger: bench.hook.name });
  const marks = useRunMarks(id, bench.trial);
  const [search] = useSearchParams();
  const line = Number(search.get("line") ?? Number.NaN);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <SaveNote {...{ id, save, fault }} onResolve={(choice) => keeper.resolve(choice)} />
      <div className="min-h-0 flex-1">
        <LazyCodeEditor
          label={`Code of ${id}`}
          value={code}
          language={language}
          readOnly={readOnly}
          line={Number.isSafeInteger(line) ? line : undefined}
          run={marks}
          coverage={coverageIn(bench, id)}
          onChange={(next) => keeper.type(next)}
          onLeave={keeper.tell}
        />
      </div>
      <p className="flex-none border-t border-line-1 px-4 py-2 text-12 text-fg-2" role="status">
        {problems.length === 0
          ? `No syntax errors. ${sizeWords(code, scriptBytes)}`
          : problems.map(({ line: at, message }) => `${at === undefined ? "" : `Line ${at}: `}${message}`).join(" ")}
      </p>
    </div>
  );
}

function sizeWords(code: string, allowed: number): string {
  return `${formatNumber(new TextEncoder().encode(code).length)} of ${formatNumber(allowed)} bytes.`;
}

interface PanelsProps extends Pick<ActionsProps, "id" | "editing" | "canWrite"> {
  readonly note: string;
  readonly onNote: (note: string) => void;
  readonly testing: Testing;
}

function Panels({ id, editing, canWrite, note, onNote, testing }: PanelsProps) {
  const [panel, setPanel] = useState<Panel>("test");
  const uses = useScriptUsage().get(id) ?? [];
  const current = editing.stored?.version ?? 0;
  const tabs = [
    { value: "test", label: "Test", panel: <TestPanel {...{ id, ...testing }} /> },
    {
      value: "about",
      label: "About",
      panel: <AboutPanel {...{ id, editing, uses, note, onNote }} readOnly={!canWrite} />,
    },
    {
      value: "versions",
      label: "Versions",
      panel: <VersionsPanel {...{ id, current }} onRestored={(script) => editing.keeper.accept(script)} />,
    },
  ] as const;
  return <Tabs label="About this script" tabs={tabs} value={panel} onChange={setPanel} />;
}
