import { hooks } from "sluice";
import { ChevronRight, FileUp, Plus, Waypoints } from "lucide-react";
import { useState } from "react";
import { useLocation } from "wouter";

import { faultOf } from "../data/faults.ts";
import { useHome } from "../data/home.tsx";
import { usePipelines } from "../data/queries/pipelines.ts";
import { usePlayground } from "../data/queries/playground.ts";
import { LayerGlyph } from "../parts/layer-glyph.tsx";
import { ModeMark } from "../parts/mode-mark.tsx";
import { LazyCodeEditor } from "../editor/lazy-code-editor.tsx";
import { ScreenFrame } from "../shell/screen-frame.tsx";
import { Button } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { cx } from "../ui/cx.ts";
import { counted } from "../ui/format.ts";
import { Keys } from "../ui/kbd.tsx";
import { Select } from "../ui/select.tsx";
import { toast } from "../ui/toast/toast.ts";
import { useIsCompact } from "../ui/use-media-query.ts";
import { examples, type Example } from "../examples/index.ts";
import { FilesMenu, useOpenFile } from "./files-menu.tsx";
import { KeptInMemory } from "./kept-in-memory.tsx";
import { loadExample } from "./load-example.ts";

/** The mode of an example's hook, which the catalog knows. */
function modeOf({ trigger }: Example) {
  return hooks.find(({ name }) => name === trigger)?.mode ?? "blocking";
}

/** The first run: what this is, and examples to begin with. */
export function Gallery() {
  const isCompact = useIsCompact();
  const [selected, setSelected] = useState(examples[0]);
  const { open, isOpening, dialog } = useOpenExample();
  const inspector = selected &&
    !isCompact && {
      label: selected.title,
      content: <Preview example={selected} onOpen={() => open(selected)} isOpening={isOpening} />,
      open: true,
      onClose: () => undefined,
      storageKey: "playground.preview",
      width: 408,
    };
  return (
    <ScreenFrame title="Playground" actions={<FilesMenu />} inspector={inspector || undefined}>
      <KeptInMemory />
      <div className="mx-auto max-w-[760px] px-4 py-8 sm:px-8">
        <Introduction />
        <ExampleList {...{ selected, open }} onSelect={setSelected} />
      </div>
      {dialog}
    </ScreenFrame>
  );
}

function Introduction() {
  const { paths } = useHome();
  const [, navigate] = useLocation();
  const { openFile, input } = useOpenFile();
  return (
    <>
      <h2 className="text-20 font-semibold">Write a script, run it against a hook</h2>
      <p className="mt-1 text-14 text-fg-2">
        Everything runs in this browser with the engine your servers use. Fetches are answered by mocks and nothing is
        sent; secrets stay here.
      </p>
      <div className="mt-5 flex flex-wrap gap-2">
        <Button
          variant="primary"
          size="lg"
          icon={<Plus size={14} aria-hidden />}
          onClick={() => navigate(`${paths.scripts()}?new`)}
        >
          Blank script
        </Button>
        <Button size="lg" icon={<Waypoints size={14} aria-hidden />} onClick={() => navigate(paths.pipelines())}>
          Blank pipeline
        </Button>
        <Button size="lg" icon={<FileUp size={14} aria-hidden />} onClick={openFile}>
          Open a file
        </Button>
        {input}
      </div>
    </>
  );
}

interface ExampleListProps {
  readonly selected: Example | undefined;
  readonly onSelect: (example: Example) => void;
  readonly open: (example: Example) => void;
}

type ModeChoice = "any" | "blocking" | "enrichment" | "async";

function ExampleList({ selected, onSelect, open }: ExampleListProps) {
  const [mode, setMode] = useState<ModeChoice>("any");
  const shown = examples.filter((example) => mode === "any" || modeOf(example) === mode);
  return (
    <section className="mt-8" aria-label="Examples">
      <div className="mb-2 flex items-center gap-2">
        <h3 className="font-semibold">Examples</h3>
        <span className="flex-1 text-12 text-fg-3">{shown.length}</span>
        <Select label="Mode" hideLabel size="sm" choices={modes} value={mode} onChange={setMode} />
      </div>
      <ul className="border-t border-line-1" onKeyDown={moveFocus}>
        {shown.map((example) => (
          <li key={example.id}>
            <ExampleRow {...{ example, open }} isSelected={example === selected} onSelect={() => onSelect(example)} />
          </li>
        ))}
      </ul>
      <p className="mt-4 text-12 text-fg-3">
        Your work is saved in this browser as you type. <Keys keys="arrowup" /> <Keys keys="arrowdown" /> to choose,{" "}
        <Keys keys="enter" /> to open.
      </p>
    </section>
  );
}

const modes = [
  { value: "any", label: "Any mode" },
  { value: "blocking", label: "Blocking" },
  { value: "enrichment", label: "Enrichment" },
  { value: "async", label: "Async" },
] as const;

/** Up and down go through the rows; each of them is also a tab stop. */
function moveFocus(event: React.KeyboardEvent<HTMLUListElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const rows = [...event.currentTarget.querySelectorAll("button")];
  rows[rows.indexOf(document.activeElement as HTMLButtonElement) + step]?.focus();
}

interface ExampleRowProps {
  readonly example: Example;
  readonly isSelected: boolean;
  readonly onSelect: () => void;
  readonly open: (example: Example) => void;
}

function ExampleRow({ example, isSelected, onSelect, open }: ExampleRowProps) {
  const { title, shows, trigger, layers } = example;
  const mode = modeOf(example);
  const look = "flex w-full items-center gap-3 border-b border-line-1 px-3 py-1.5 text-left focus-inset";
  return (
    <button
      type="button"
      className={cx(look, isSelected ? "bg-selected" : "hover:bg-hover")}
      onFocus={onSelect}
      onPointerEnter={onSelect}
      onClick={() => open(example)}
    >
      <ModeMark mode={mode} size={14} label={mode} />
      <span className="min-w-0 flex-1">
        <span className="block">{title}</span>
        <span className="block truncate text-12 text-fg-2">{shows}</span>
      </span>
      <span className="code hidden w-52 text-fg-2 sm:block">{trigger}</span>
      <span className={cx("w-14", `text-${mode === "enrichment" ? "enrich" : mode}`)}>
        <LayerGlyph layers={layers.map((layer) => layer.map(() => "none" as const))} />
      </span>
      <ChevronRight size={14} className="text-fg-3" aria-hidden />
    </button>
  );
}

interface PreviewProps {
  readonly example: Example;
  readonly onOpen: () => void;
  readonly isOpening: boolean;
}

function Preview({ example, onOpen, isOpening }: PreviewProps) {
  const [script] = example.scripts;
  const { length } = example.samples;
  return (
    <div className="flex h-full flex-col">
      <div className="border-b border-line-1 bg-canvas p-4">
        <h3 className="flex items-center gap-2 font-semibold">
          <ModeMark mode={modeOf(example)} size={14} />
          {example.title}
        </h3>
        <p className="mt-1 text-12 text-fg-2">
          {counted(example.scripts.length, "script")} on <span className="code">{example.trigger}</span>:{" "}
          {example.scripts.map(({ id }) => id).join(", ")}.
        </p>
      </div>
      <div className="min-h-0 flex-1">
        {script && <LazyCodeEditor readOnly label={`Code of ${script.id}`} value={script.code} />}
      </div>
      <div className="flex items-center gap-2 border-t border-line-1 bg-canvas px-4 py-3">
        <span className="flex-1 text-12 text-fg-2">
          {counted(length, "sample")}, {counted(example.mocks.length, "mock")}
        </span>
        <Button variant="primary" size="lg" onClick={onOpen} busy={isOpening}>
          Open example
        </Button>
      </div>
    </div>
  );
}

/** Loads an example and goes to the bench with it; asks first where it would take the place of somebody's draft. */
function useOpenExample() {
  const workspace = usePlayground();
  const { data: pipelines = [] } = usePipelines();
  const { paths } = useHome();
  const [, navigate] = useLocation();
  const [isOpening, setOpening] = useState(false);
  const [asked, setAsked] = useState<Example>();
  const load = async (example: Example): Promise<void> => {
    setOpening(true);
    try {
      await loadExample(workspace, example);
      const [script] = example.scripts;
      navigate(`${paths.start}?hook=${example.trigger}${script ? `&script=${script.id}` : ""}`);
    } catch (error) {
      const { title, text } = faultOf(error);
      toast({ status: "error", title: `${example.title} couldn't be opened. ${title}`, text });
    } finally {
      setOpening(false);
    }
  };
  const open = (example: Example): void => {
    const draft = pipelines.find(({ trigger }) => trigger === example.trigger)?.draft;
    const isSame = !draft || JSON.stringify(draft.layers) === JSON.stringify(example.layers);
    if (isSame) void load(example);
    else setAsked(example);
  };
  const dialog = asked && (
    <ConfirmDialog
      open
      onClose={() => setAsked(undefined)}
      title={`Replace the draft of ${asked.trigger}?`}
      action="Replace the draft"
      onConfirm={() => load(asked)}
    >
      The example has another pipeline for this hook. What you published before stays in its history, and your scripts
      stay as they are.
    </ConfirmDialog>
  );
  return { open, isOpening, dialog };
}
