import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import {
  useCallback,
  useEffect,
  useRef,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type RefObject,
} from "react";
import { useLocation } from "wouter";

import { useHome } from "../../data/home.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { inPlaces, useSteadyRange } from "../../ui/steady-rows.ts";
import { useIsNarrow } from "../../ui/use-media-query.ts";
import { ListRow, rowId } from "./list-row.tsx";
import type { ComparePick } from "./use-compare-pick.ts";
import { usePlanVersions } from "./use-publishes.ts";
import { useRowDetails } from "./use-row-details.ts";
import type { TraceListState } from "./use-trace-list.ts";

export interface ListTableProps {
  readonly list: TraceListState;
  readonly selected: number | undefined;
  readonly onSelect: (index: number | undefined) => void;
  readonly onTopChange: (isAtTop: boolean) => void;
  readonly compare: ComparePick;
  /** Under which the place in the list is remembered. */
  readonly placeKey: string;
}

const rowHeight = 32;
const narrowRowHeight = 56;
const headHeight = 28;
/** How near to the end of what is there more is asked for. */
const rowsAhead = 40;
const columns = ["Time", "Status", "Layers", "Trigger", "Reason", "Who", "Duration", "Instructions", "Plan"];

/** The rows in sight of a list of any length. One tab stop; arrow keys, J and K go through it, Enter opens. */
export function ListTable({ list, selected, onSelect, onTopChange, compare, placeKey }: ListTableProps): ReactElement {
  const { rows, isWhole } = list;
  const scroller = useRef<HTMLDivElement>(null);
  const isNarrow = useIsNarrow();
  const { paths } = useHome();
  const [, navigate] = useLocation();
  const height = isNarrow ? narrowRowHeight : rowHeight;
  const virtual = useRowsInSight(list, { scroller, height, head: isNarrow ? 0 : headHeight, begin: placeOf(placeKey) });
  const items = virtual.getVirtualItems();
  const ids = items.flatMap(({ index }) => rows[index]?.id ?? []);
  const details = useRowDetails(ids);
  const versions = usePlanVersions(list.query.trigger);
  const onScroll = (): void => {
    const top = scroller.current?.scrollTop ?? 0;
    onTopChange(top < height / 2);
    rememberPlace(placeKey, top);
  };
  const move = (to: number): void => {
    const next = Math.min(Math.max(to, 0), rows.length - 1);
    onSelect(next);
    virtual.scrollToIndex(next);
  };
  const open = (index: number): void => {
    const row = rows[index];
    if (row) navigate(paths.traces(row.id) + location.search);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const clear = compare.picked ? compare.drop : () => onSelect(undefined);
    if (handleKey(event.key, selected, rows.length, { move, open, clear })) {
      event.preventDefault();
    }
  };
  const pick = (index: number): void => {
    const row = rows[index];
    if (row) compare.pick(row);
  };
  const select = useCallback((index: number) => onSelect(index), [onSelect]);
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label="Traces"
      aria-rowcount={isWhole ? rows.length + 1 : -1}
      aria-activedescendant={selected === undefined ? undefined : rowId(selected)}
      tabIndex={0}
      className="trace-list focus-inset"
      onScroll={onScroll}
      onKeyDown={onKeyDown}
      onClick={(event) => followClick(event, { open, pick })}
    >
      <div style={{ height: virtual.getTotalSize() }} className="relative">
        {!isNarrow && <Heads />}
        {inPlaces(items, virtual.isScrolling).map(({ index, start, place }) => {
          const row = rows[index];
          if (!row) return null;
          const known = details(row.id);
          const version = known && versions.get(known.planHash);
          return (
            <ListRow
              key={place}
              {...{ row, index, isNarrow }}
              top={start}
              details={known}
              version={version && `v${version.version}`}
              href={paths.traces(row.id) + location.search}
              isSelected={selected === index}
              isPicked={compare.picked?.id === row.id}
              onSelect={select}
            />
          );
        })}
      </div>
      {list.isLoadingMore && <MoreRows height={height} />}
    </div>
  );
}

interface Sight {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Of a row, and of what stands over the rows, in px. */
  readonly height: number;
  readonly head: number;
  /** Where the list is scrolled to at first, in px. */
  readonly begin: number;
}

/** The rows to draw. Near to the end of those that are there, more are asked for. */
function useRowsInSight(
  { rows, loadMore, isWhole }: TraceListState,
  { scroller, height, head, begin }: Sight,
): Virtualizer<HTMLDivElement, Element> {
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
    rangeExtractor: useSteadyRange(),
    paddingStart: head,
    scrollPaddingStart: head,
    initialOffset: begin,
  });
  const lastIndex = virtual.getVirtualItems().at(-1)?.index ?? 0;
  useEffect(() => virtual.measure(), [virtual, height]);
  useEffect(() => {
    if (!isWhole && rows.length > 0 && lastIndex >= rows.length - rowsAhead) loadMore();
  }, [isWhole, lastIndex, rows.length, loadMore]);
  return virtual;
}

function Heads(): ReactElement {
  return (
    <div role="row" aria-rowindex={1} className="trace-row is-head">
      {columns.map((name, n) => (
        <span key={name} role="columnheader" className={n >= 6 ? "is-number" : undefined}>
          {name}
        </span>
      ))}
    </div>
  );
}

function MoreRows({ height }: { readonly height: number }): ReactElement {
  return <SkeletonRows rows={3} height={height} columns={["92px", "64px", "120px", "30%"]} label="More traces" />;
}

interface KeyActions {
  readonly move: (to: number) => void;
  readonly open: (index: number) => void;
  readonly clear: () => void;
}

const pageRows = 15;

/** Whether the key meant something. J is older, which is further down. */
function handleKey(
  key: string,
  selected: number | undefined,
  count: number,
  { move, open, clear }: KeyActions,
): boolean {
  const at = selected ?? -1;
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    j: at + 1,
    ArrowUp: at - 1,
    k: at - 1,
    PageDown: at + pageRows,
    PageUp: at - pageRows,
    Home: 0,
    End: count - 1,
  };
  const target = targets[key];
  if (target !== undefined) move(target);
  else if (key === "Enter" && selected !== undefined) open(selected);
  else if (key === "Escape" && selected !== undefined) clear();
  else return false;
  return true;
}

interface ClickActions {
  readonly open: (index: number) => void;
  readonly pick: (index: number) => void;
}

/**
 * A plain click anywhere in a row opens it, one with Shift picks it to be compared; one that asks for another tab is the
 * browser's.
 */
function followClick(event: MouseEvent, { open, pick }: ClickActions): void {
  const { target, metaKey, ctrlKey, shiftKey } = event;
  if (!(target instanceof Element) || metaKey || ctrlKey) return;
  if (!shiftKey && getSelection()?.isCollapsed === false) return;
  const id = target.closest("[role=row]")?.id.replace("trace-row-", "");
  if (id === undefined || id === "") return;
  event.preventDefault();
  if (shiftKey) pick(Number(id));
  else open(Number(id));
}

const places = new Map<string, number>();

function placeOf(key: string): number {
  return places.get(key) ?? 0;
}

function rememberPlace(key: string, top: number): void {
  places.clear();
  places.set(key, top);
}
