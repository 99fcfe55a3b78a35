import type { Span } from "sluice";
import { Link } from "wouter";
import { useLocation } from "wouter";

import { useHome } from "../../data/home.tsx";
import { useHooks, usePipelines } from "../../data/queries/pipelines.ts";
import { useEditedScripts } from "../../data/queries/script-editing.ts";
import type { HookDescription } from "../../data/workspace.ts";
import { LayerGlyph } from "../../parts/layer-glyph.tsx";
import { OutcomeMark, type MarkStatus } from "../../parts/outcome-mark.tsx";
import { cx } from "../../ui/cx.ts";
import { formatNumber } from "../../ui/format.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { Select } from "../../ui/select.tsx";
import { Tag } from "../../ui/tag.tsx";
import type { Trial } from "../../trial/use-trial.ts";

export interface PipelinePaneProps {
  readonly hook: HookDescription;
  /** Ids of its scripts. */
  readonly layers: readonly (readonly string[])[];
  readonly trial: Pick<Trial, "input" | "change" | "result" | "isStale">;
  readonly selected: string | undefined;
  readonly onSelect: (id: string) => void;
}

/** The hook's pipeline as a list, with what each script did in the last run. */
export function PipelinePane({ hook, layers, trial, selected, onSelect }: PipelinePaneProps) {
  const { paths } = useHome();
  const { input, change, result } = trial;
  const spanAt = (layer: number, place: number): Span | undefined =>
    result?.trace?.spans.find(
      ({ parentId, layerIndex, parallelIndex }) => !parentId && layerIndex === layer && parallelIndex === place,
    );
  const statuses = layers.map((layer, at) => layer.map((_, place): MarkStatus => spanAt(at, place)?.status ?? "none"));
  return (
    <section className="flex flex-col gap-3 border-b border-line-1 p-4" aria-label="Pipeline">
      <HookSelect hook={hook} />
      <Segmented
        label="What is run"
        segments={sources}
        value={input.source}
        onChange={(source) => change({ source })}
        wide
      />
      <div className="flex items-center gap-2">
        <h2 className="flex-1 font-semibold">Pipeline</h2>
        {layers.length > 0 && <LayerGlyph layers={statuses} />}
      </div>
      {layers.map((layer, at) => (
        <div key={at}>
          <h3 className="text-12 text-fg-2">Layer {at + 1}</h3>
          {layer.map((id, place) => (
            <ScriptRow
              key={`${id} ${place}`}
              {...{ id, onSelect }}
              span={spanAt(at, place)}
              isSelected={id === selected}
            />
          ))}
        </div>
      ))}
      {layers.length === 0 && <p className="text-fg-2">Nothing runs here yet. Everything is allowed.</p>}
      <Link href={paths.pipelines(hook.name)} className="text-12">
        Arrange and publish
      </Link>
    </section>
  );
}

const sources = [
  { value: "draft", label: "Draft" },
  { value: "published", label: "Published" },
] as const;

/** Hooks that have a pipeline come first. */
function HookSelect({ hook }: Pick<PipelinePaneProps, "hook">) {
  const { paths } = useHome();
  const [, navigate] = useLocation();
  const { data: pipelines = [] } = usePipelines();
  const used = new Set(pipelines.map(({ trigger }) => trigger));
  const all = useHooks();
  const known = all.some(({ name }) => name === hook.name) ? all : [...all, hook];
  const choices = known
    .toSorted((a, b) => Number(used.has(b.name)) - Number(used.has(a.name)))
    .map(({ name }) => ({
      value: name,
      label: <span className={cx("code", !used.has(name) && "text-fg-3")}>{name}</span>,
    }));
  return (
    <Select
      label="Hook"
      choices={choices}
      value={hook.name}
      onChange={(name) => navigate(`${paths.start}?hook=${name}`)}
    />
  );
}

interface ScriptRowProps {
  readonly id: string;
  readonly span: Span | undefined;
  readonly isSelected: boolean;
  readonly onSelect: (id: string) => void;
}

function ScriptRow({ id, span, isSelected, onSelect }: ScriptRowProps) {
  const isEdited = useEditedScripts([id]).has(id);
  return (
    <button
      type="button"
      aria-pressed={isSelected}
      className={cx(
        "-mx-2 flex h-7 w-[calc(100%+16px)] items-center gap-2 rounded-4 px-2 text-left",
        isSelected ? "bg-selected" : "hover:bg-hover",
      )}
      onClick={() => onSelect(id)}
    >
      {span ? <OutcomeMark status={span.status} label={span.status} /> : <span className="w-3" />}
      <span className="code min-w-0 flex-1 truncate">{id}</span>
      {isEdited && <Tag tone="line">edited</Tag>}
      {span && span.status !== "skipped" && (
        <span className="text-12 text-fg-2 tabular-nums" title="Instructions in the last run">
          {formatNumber(span.instructions)}
        </span>
      )}
    </button>
  );
}
