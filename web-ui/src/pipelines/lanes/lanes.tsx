import { ChevronDown, ChevronRight, Plus } from "lucide-react";
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from "react";

import type { HookDescription } from "../../data/workspace.ts";
import { Button } from "../../ui/button.tsx";
import { counted } from "../../ui/format.ts";
import { Tag } from "../../ui/tag.tsx";
import { layersOf, type LaneGroup } from "../model/lanes.ts";
import { LaneRow, type LaneRowProps } from "./lane-row.tsx";
import type { OpenLanes } from "./open-lanes.ts";
import { useRowFocus } from "./use-row-focus.ts";
import "./lanes.css";

export interface LanesProps {
  readonly groups: readonly LaneGroup[];
  readonly lanes: OpenLanes;
  /** While something is searched for, nothing is folded away. */
  readonly isFiltered: boolean;
  readonly selected: string | undefined;
  readonly factsOf: (
    hook: HookDescription,
  ) => Pick<LaneRowProps, "summary" | "runs" | "isCounted" | "isKnown" | "edited">;
  readonly onSelect: (trigger: string) => void;
  readonly renderLane: (hook: HookDescription, leave: () => void) => ReactNode;
  readonly onAddHook: () => void;
}

/** The hooks by lifecycle. All are there, also those without scripts: absent and empty must not look alike. */
export function Lanes(props: LanesProps) {
  const { groups, lanes, isFiltered, onSelect } = props;
  const root = useRef<HTMLDivElement>(null);
  const { selected } = props;
  useEffect(() => {
    if (selected === undefined) return;
    root.current?.querySelector(`[data-lane="${CSS.escape(selected)}"]`)?.scrollIntoView({ block: "nearest" });
  }, [selected]);
  const isFolded = (group: LaneGroup): boolean => !isFiltered && lanes.isFolded(group.id);
  const rows = groups.flatMap((group) => [
    `group ${group.id}`,
    ...(isFolded(group) ? [] : group.hooks.map(({ name }) => `hook ${name}`)),
  ]);
  const focus = useRowFocus(root, rows);
  const toggle = (trigger: string): void => {
    const open = !lanes.isOpen(trigger);
    lanes.setOpen(trigger, open);
    if (open) onSelect(trigger);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = event.target instanceof HTMLElement ? event.target.dataset["row"] : undefined;
    if (row === undefined || event.metaKey || event.ctrlKey || event.altKey) return;
    const [kind, id] = row.split(" ") as [string, string];
    const handled =
      kind === "group" ? groupKey(event.key, id, lanes) : hookKey(event.key, id, props, toggle, root.current);
    if (handled || focus.onKey(event.key, row)) event.preventDefault();
  };
  return (
    <div className="lanes" data-lanes-scroll>
      <div
        ref={root}
        role="treegrid"
        aria-label="Hooks by lifecycle"
        aria-colcount={6}
        onKeyDown={onKeyDown}
        onFocus={focus.onFocus}
      >
        <Heads />
        {groups.map((group) => (
          <Group
            key={group.id}
            {...props}
            group={group}
            folded={isFolded(group)}
            rowProps={focus.rowProps}
            toggle={toggle}
          />
        ))}
      </div>
      <div className="p-4">
        <Button size="sm" variant="quiet" icon={<Plus size={14} aria-hidden />} onClick={props.onAddHook}>
          Add a custom hook…
        </Button>
      </div>
    </div>
  );
}

function Heads() {
  return (
    <div role="row" className="lane-heads">
      <span role="columnheader">Hook</span>
      <span role="columnheader">When it runs</span>
      <span role="columnheader">Shape</span>
      <span role="columnheader" className="text-right">
        Runs, 24 h
      </span>
      <span role="columnheader" className="text-right">
        Denied
      </span>
      <span role="columnheader" className="text-right">
        State
      </span>
    </div>
  );
}

interface GroupProps extends LanesProps {
  readonly group: LaneGroup;
  readonly folded: boolean;
  readonly rowProps: (row: string) => object;
  readonly toggle: (trigger: string) => void;
}

function Group(props: GroupProps) {
  const { group, folded, lanes, rowProps, toggle, selected, factsOf, renderLane } = props;
  const isKnown = group.hooks.every((hook) => factsOf(hook).isKnown);
  return (
    <>
      <div
        role="row"
        aria-level={1}
        aria-expanded={!folded}
        className="lane-group"
        onClick={() => lanes.setFolded(group.id, !folded)}
        {...rowProps(`group ${group.id}`)}
      >
        <span role="gridcell" aria-colspan={6} className="flex min-w-0 flex-1 items-center gap-2">
          {folded ? <ChevronRight size={12} aria-hidden /> : <ChevronDown size={12} aria-hidden />}
          <span className="font-semibold">{group.title}</span>
          <span className="font-normal text-fg-3">{groupText(group, isKnown)}</span>
          {folded && <FoldedStates {...props} />}
        </span>
      </div>
      {!folded &&
        group.hooks.map((hook) => {
          const open = lanes.isOpen(hook.name);
          return (
            <div key={hook.name} role="rowgroup" className="relative" data-lane={hook.name}>
              <LaneRow
                hook={hook}
                {...factsOf(hook)}
                open={open}
                selected={selected === hook.name}
                roving={rowProps(`hook ${hook.name}`)}
                onToggle={() => toggle(hook.name)}
              />
              {open && (
                <div role="row" aria-level={3} className="lane-body">
                  <div
                    role="gridcell"
                    aria-colspan={6}
                    onFocus={() => selected !== hook.name && props.onSelect(hook.name)}
                  >
                    {renderLane(hook, () => focusRow(hook.name))}
                  </div>
                </div>
              )}
            </div>
          );
        })}
    </>
  );
}

function focusRow(trigger: string): void {
  document.querySelector<HTMLElement>(`[data-row="hook ${trigger}"]`)?.focus();
}

function groupText({ hooks, withScripts }: LaneGroup, isKnown: boolean): string {
  const all = counted(hooks.length, "hook");
  if (hooks.length === 0) return "none yet";
  if (!isKnown) return all;
  if (withScripts === 0) return `${all}, none with scripts`;
  return withScripts === hooks.length ? all : `${all}, ${withScripts} with scripts`;
}

/** What a folded group would show: states that somebody should know of. */
function FoldedStates({ group, factsOf }: GroupProps) {
  const facts = group.hooks.map((hook) => ({ name: hook.name, ...factsOf(hook) }));
  return (
    <span className="ml-auto flex gap-1">
      {facts.some(({ runs }) => (runs?.error ?? 0) > 0) && <Tag tone="error">errors</Tag>}
      {facts
        .filter(({ summary }) => layersOf(summary).length > 0)
        .map(({ name, summary }) => (
          <Tag key={name} tone={summary?.draft ? "draft" : "line"}>
            {summary?.draft ? "draft" : `v${summary?.published?.version ?? 0}`}
          </Tag>
        ))}
    </span>
  );
}

function groupKey(key: string, id: string, lanes: OpenLanes): boolean {
  if (key === "ArrowLeft") lanes.setFolded(id, true);
  else if (key === "ArrowRight") lanes.setFolded(id, false);
  else if (key === "Enter" || key === " ") lanes.setFolded(id, !lanes.isFolded(id));
  else return false;
  return true;
}

function hookKey(
  key: string,
  trigger: string,
  { lanes, groups, onSelect }: LanesProps,
  toggle: (trigger: string) => void,
  root: HTMLElement | null,
): boolean {
  const open = lanes.isOpen(trigger);
  if (key === "Enter") {
    if (!open) lanes.setOpen(trigger, true);
    onSelect(trigger);
  } else if (key === " ") toggle(trigger);
  else if (key === "ArrowRight") {
    if (!open) toggle(trigger);
    else
      root
        ?.querySelector<HTMLElement>(
          `[data-lane="${trigger}"] .lane-body [tabindex="0"], [data-lane="${trigger}"] .lane-body button`,
        )
        ?.focus();
  } else if (key === "ArrowLeft") {
    const group = groups.find(({ hooks }) => hooks.some(({ name }) => name === trigger));
    if (open) lanes.setOpen(trigger, false);
    else root?.querySelector<HTMLElement>(`[data-row="group ${group?.id}"]`)?.focus();
  } else return false;
  return true;
}
