import { Columns3, Redo2, Search, Undo2, Waypoints } from "lucide-react";
import type { ReactNode } from "react";
import type { Mode } from "sluice";

import { ModeMark } from "../../parts/mode-mark.tsx";
import { IconButton } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { TextField } from "../../ui/field.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import type { Editing } from "../editing/editors.tsx";
import type { LaneList } from "./use-lane-list.ts";

const modes: readonly (readonly [Mode, string])[] = [
  ["blocking", "Blocking"],
  ["async", "Async"],
  ["enrichment", "Enrichment"],
];

/** Search and modes: what of the lanes is shown. */
export function LaneFilters({ list }: { readonly list: LaneList }) {
  return (
    <>
      <TextField
        label="Find a hook or script"
        hideLabel
        size="sm"
        className="w-50 max-md:w-auto max-md:flex-1"
        placeholder="Find a hook or script"
        data-search
        value={list.search}
        onChangeText={list.setSearch}
        onKeyDown={(event) => event.key === "Escape" && list.setSearch("")}
        start={<Search size={14} aria-hidden className="shrink-0 text-fg-3" />}
        end={
          <span className="max-md:hidden">
            <Kbd>/</Kbd>
          </span>
        }
      />
      <div role="group" aria-label="Modes" className="flex gap-1 max-md:hidden">
        {modes.map(([mode, label]) => {
          const isOn = list.modes.has(mode);
          return (
            <button
              key={mode}
              type="button"
              aria-pressed={isOn}
              className={cx("mode-filter", isOn && "is-on")}
              onClick={() => list.toggleMode(mode)}
            >
              <ModeMark mode={mode} size={14} />
              {label}
            </button>
          );
        })}
      </div>
    </>
  );
}

export interface EditToolsProps {
  readonly editing: Editing;
  readonly view: "lanes" | "graph";
  readonly onView: (view: "lanes" | "graph") => void;
}

/** Undo and redo of the selected pipeline, and how it is looked at. */
export function EditTools({ editing: { editor, state }, view, onView }: EditToolsProps) {
  return (
    <>
      <IconButton
        size="sm"
        label={state.undo === undefined ? "Undo" : `Undo ${state.undo}`}
        keys="mod+z"
        icon={<Undo2 size={14} aria-hidden />}
        disabled={state.undo === undefined}
        onClick={() => editor.undo()}
      />
      <IconButton
        size="sm"
        label={state.redo === undefined ? "Redo" : `Redo ${state.redo}`}
        keys="mod+shift+z"
        icon={<Redo2 size={14} aria-hidden />}
        disabled={state.redo === undefined}
        onClick={() => editor.redo()}
      />
      <Segmented
        label="View"
        value={view}
        onChange={onView}
        segments={[
          { value: "lanes", label: <ViewName icon={<Columns3 size={14} aria-hidden />} text="Lanes" /> },
          { value: "graph", label: <ViewName icon={<Waypoints size={14} aria-hidden />} text="Graph" /> },
        ]}
      />
    </>
  );
}

function ViewName({ icon, text }: { readonly icon: ReactNode; readonly text: string }) {
  return (
    <>
      {icon}
      <span className="max-md:sr-only">{text}</span>
    </>
  );
}
